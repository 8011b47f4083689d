package dev.sluice.dialect.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Document;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {

    @Test
    void whatIsNotKnownIsNotLookedAt() {
        assertThat(problems(Shapes.object(), "{\"a\":[null,{}],\"b\":1e1000000000}"))
                .isEmpty();
    }

    @Test
    void nullIsAbsent() {
        Shape shape = Shapes.object().optional("a", Shapes.text()).required("b", Shapes.flag());
        assertThat(problems(shape, "{\"a\":null,\"b\":null}")).containsExactly("missing: b is required.");
    }

    @Test
    void nullIsNoItemOfAList() {
        Shape shape = Shapes.object().optional("a", Shapes.list(Shapes.text()));
        assertThat(problems(shape, "{\"a\":[\"x\",null]}")).containsExactly("type_error: a[1] must be a string.");
    }

    @Test
    void everyAlternativeIsNamed() {
        Shape shape = Shapes.object().optional("a", Shapes.either(Shapes.text(), Shapes.list(Shapes.text())));
        assertThat(problems(shape, "{\"a\":\"x\"}")).isEmpty();
        assertThat(problems(shape, "{\"a\":[\"x\"]}")).isEmpty();
        assertThat(problems(shape, "{\"a\":{}}")).containsExactly("type_error: a must be a string or a list.");
        assertThat(problems(shape, "{\"a\":[1]}")).containsExactly("type_error: a[0] must be a string.");
    }

    @Test
    void theWordOfAChoiceDecidesWhatElseHolds() {
        Shape shape = Shapes.object()
                .choice(
                        "type",
                        Shapes.when("a", Shapes.object().required("x", Shapes.text())),
                        Shapes.when("b", Shapes.object().required("y", Shapes.text())));
        assertThat(problems(shape, "{\"type\":\"a\",\"x\":\"1\",\"y\":2}")).isEmpty();
        assertThat(problems(shape, "{\"type\":\"b\"}")).containsExactly("missing: y is required.");
        assertThat(problems(shape, "{\"type\":\"c\"}")).containsExactly("enum: type must be one of a, b, not 'c'.");
        assertThat(problems(shape, "{\"type\":1}")).containsExactly("type_error: type must be a string.");
        assertThat(problems(shape, "{}")).containsExactly("missing: type is required.");
    }

    @Test
    void listsKeepTheirSize() {
        Shape shape =
                Shapes.object().optional("a", Shapes.list(Shapes.anything()).sized(2, 3));
        assertThat(problems(shape, "{\"a\":[1]}")).containsExactly("value_error: a must have at least 2 items.");
        assertThat(problems(shape, "{\"a\":[1,2]}")).isEmpty();
        assertThat(problems(shape, "{\"a\":[1,2,3]}")).isEmpty();
        assertThat(problems(shape, "{\"a\":[1,2,3,4]}")).containsExactly("value_error: a must have at most 3 items.");
    }

    @ParameterizedTest
    @CsvSource({
        "1e400, must be at least 0.",
        "-1, must be at least 0.",
        "1e1000000000, must be at least 0.",
        "-1e-1000000000, must be at least 0."
    })
    void boundsAreToldPlainly(String number, String predicate) {
        Shape shape = Shapes.object().optional("a", Shapes.atLeast(0));
        assertThat(problems(shape, "{\"a\":" + number + "}")).containsExactly("range: a " + predicate);
    }

    @Test
    void boundsAreWrittenWithoutNeedlessDigits() {
        Shape shape = Shapes.object().optional("a", Shapes.number(-2, 0.25)).optional("b", Shapes.number());
        assertThat(problems(shape, "{\"a\":1,\"b\":1e400}"))
                .containsExactly("range: a must be between -2 and 0.25.", "range: b must be a number of 64 bits.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "-1e2147483647", "1e-2147483647", "0e2147483647", "123.456e-1000000000"})
    void hugeExponentsAreNotExpanded(String number) {
        Shape shape = Shapes.object().optional("a", Shapes.integer(1, 5));
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(problems(shape, "{\"a\":" + number + "}"))
                        .containsExactly("range: a must be between 1 and 5."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "10e-1", "0.5e1", "5.000"})
    void integralDecimalsAreIntegers(String number) {
        assertThat(problems(Shapes.object().optional("a", Shapes.integer(1, 5)), "{\"a\":" + number + "}"))
                .isEmpty();
    }

    @Test
    void onlyTheFirstTwentyProblemsAreTold() {
        Shape shape = Shapes.object().optional("a", Shapes.map(Shapes.list(Shapes.text())));
        var failure = failure(shape, "{\"a\":{\"x\":[" + "1,".repeat(30) + "1],\"y\":1}}");
        assertThat(failure.details()).hasSize(Problems.MOST);
        assertThat(failure.message()).isEqualTo("a.x[0] must be a string. (At least 19 more problems in details.)");
        assertThat(failure.param()).isEqualTo("a.x[0]");
    }

    @Test
    void aProblemOfTheWholeBodyHasNoParameter() {
        Shape shape = Shapes.object().rule((body, place, problems) -> problems.add(Flaw.VALUE, place, "is odd"));
        var failure = failure(shape, "{}");
        assertThat(failure.param()).isNull();
        assertThat(failure.message()).isEqualTo("The body is odd.");
        assertThat(failure.details().getFirst().loc()).isEqualTo(List.of("body"));
    }

    private static List<String> problems(Shape shape, String json) {
        if (check(shape, json).none()) {
            return List.of();
        }
        return failure(shape, json).details().stream()
                .map(detail -> detail.type() + ": " + detail.message())
                .toList();
    }

    private static Failure.Invalid failure(Shape shape, String json) {
        var refused = catchThrowableOfType(
                RefusedException.class, () -> check(shape, json).refuse());
        return (Failure.Invalid) Objects.requireNonNull(refused).failure();
    }

    private static Problems check(Shape shape, String json) {
        var problems = new Problems();
        shape.check(Document.parse(json.getBytes(StandardCharsets.UTF_8)).tree(), Place.BODY, problems);
        return problems;
    }
}
