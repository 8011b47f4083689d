package dev.sluice.dialect.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/// The shapes that all others are made of.
public final class Shapes {
    static final BigDecimal MOST_NUMBER = BigDecimal.valueOf(Double.MAX_VALUE);

    private static final Rule<JsonNode> NOTHING_MORE = (value, place, problems) -> {};
    private static final Shape ANYTHING = new TypedShape("anything", value -> true, NOTHING_MORE);
    private static final Shape TEXT = new TypedShape("a string", JsonNode::isTextual, NOTHING_MORE);
    private static final Shape FLAG = new TypedShape("true or false", JsonNode::isBoolean, NOTHING_MORE);

    private Shapes() {}

    public static Shape anything() {
        return ANYTHING;
    }

    public static Shape text() {
        return TEXT;
    }

    public static Shape flag() {
        return FLAG;
    }

    /// A string that passes `test`; `predicate` tells the caller what it must be: "must not be empty".
    public static Shape text(Predicate<String> test, String predicate) {
        return new TypedShape("a string", JsonNode::isTextual, (value, place, problems) -> {
            if (!test.test(value.textValue())) {
                problems.add(Flaw.VALUE, place, predicate);
            }
        });
    }

    /// One of some words.
    public static Shape word(String... words) {
        return word(List.of(words));
    }

    static Shape word(List<String> words) {
        String list = String.join(", ", words);
        return new TypedShape("a string", JsonNode::isTextual, (value, place, problems) -> {
            if (!words.contains(value.textValue())) {
                problems.add(
                        Flaw.ENUMERATION,
                        place,
                        "must be one of " + list + ", not '" + Excerpt.of(value.textValue()) + "'");
            }
        });
    }

    /// Any finite number.
    public static Shape number() {
        return new NumberShape(false, MOST_NUMBER.negate(), MOST_NUMBER);
    }

    public static Shape number(double least, double most) {
        return new NumberShape(false, BigDecimal.valueOf(least), BigDecimal.valueOf(most));
    }

    public static Shape atLeast(double least) {
        return new NumberShape(false, BigDecimal.valueOf(least), MOST_NUMBER);
    }

    /// An integer of 64 bits; `1.0` is one too.
    public static Shape integer(long least, long most) {
        return new NumberShape(true, BigDecimal.valueOf(least), BigDecimal.valueOf(most));
    }

    public static ObjectShape object() {
        return ObjectShape.EMPTY;
    }

    /// One case of an object's choice.
    public static ObjectShape.Case when(String word, ObjectShape shape) {
        return new ObjectShape.Case(word, shape);
    }

    public static ListShape list(Shape item) {
        return new ListShape(item, 0, Integer.MAX_VALUE);
    }

    /// An object with any names, whose values are of one shape.
    public static Shape map(Shape value) {
        return new MapShape(value);
    }

    public static Shape either(Shape... shapes) {
        return new EitherShape(List.of(shapes));
    }

    /// A name that a caller may not use.
    public static Shape refused(String predicate) {
        return new TypedShape(
                "absent", value -> true, (value, place, problems) -> problems.add(Flaw.VALUE, place, predicate));
    }
}
