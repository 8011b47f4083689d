package dev.sluice.dialect.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An object: the names that are known, and the rules between them. Each method that adds something gives a new shape.
public final class ObjectShape implements Shape {
    static final ObjectShape EMPTY = new ObjectShape(Map.of(), List.of());

    private final Map<String, Member> members;
    private final List<Rule<JsonNode>> rules;

    private record Member(Shape shape, boolean required) {}

    private ObjectShape(Map<String, Member> members, List<Rule<JsonNode>> rules) {
        this.members = members;
        this.rules = rules;
    }

    public ObjectShape required(String name, Shape shape) {
        return with(name, new Member(shape, true));
    }

    public ObjectShape optional(String name, Shape shape) {
        return with(name, new Member(shape, false));
    }

    /// Everything that `other` says too.
    public ObjectShape including(ObjectShape other) {
        var all = new LinkedHashMap<>(members);
        all.putAll(other.members);
        return new ObjectShape(
                all, Stream.concat(rules.stream(), other.rules.stream()).toList());
    }

    public ObjectShape rule(Rule<JsonNode> rule) {
        return new ObjectShape(
                members, Stream.concat(rules.stream(), Stream.of(rule)).toList());
    }

    /// `name` holds the word of one case, and that case holds for the object too.
    public ObjectShape choice(String name, Case... cases) {
        var shapes = new LinkedHashMap<String, ObjectShape>();
        for (Case one : cases) {
            shapes.put(one.word, one.shape);
        }
        return required(name, Shapes.word(List.copyOf(shapes.keySet()))).rule((object, place, problems) -> {
            ObjectShape chosen = shapes.get(object.path(name).asText());
            if (chosen != null) {
                chosen.look(object, place, problems);
            }
        });
    }

    /// One word of a [#choice], and what holds for the object where it stands.
    public record Case(String word, ObjectShape shape) {}

    /// The names that are known.
    public Set<String> names() {
        return Set.copyOf(members.keySet());
    }

    @Override
    public String words() {
        return "an object";
    }

    @Override
    public boolean takes(JsonNode value) {
        return value.isObject();
    }

    @Override
    public void look(JsonNode object, Place place, Problems problems) {
        members.forEach((name, member) -> look(object.get(name), member, name, place, problems));
        for (var rule : rules) {
            rule.look(object, place, problems);
        }
    }

    private static void look(@Nullable JsonNode value, Member member, String name, Place place, Problems problems) {
        if (value != null && !value.isNull()) {
            member.shape.check(value, place.member(name), problems);
        } else if (member.required) {
            problems.add(Flaw.MISSING, place.member(name), "is required");
        }
    }

    private ObjectShape with(String name, Member member) {
        var all = new LinkedHashMap<>(members);
        all.put(name, member);
        return new ObjectShape(all, rules);
    }
}
