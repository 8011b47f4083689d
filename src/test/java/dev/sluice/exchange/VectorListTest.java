package dev.sluice.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.testing.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorListTest {
    @Test
    void listsOfNumbersAreVectors() {
        assertThat(VectorList.of(Json.parse("[[0.5,-2],[1]]"), 2, "p").getFirst())
                .containsExactly(0.5f, -2f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[[1],[2]]", "[[]]", "[7]", "[[\"a\"]]", "[[1e99]]", "[null]"})
    void anythingElseIsBroken(String lists) {
        var thrown = catchThrowableOfType(RefusedException.class, () -> VectorList.of(Json.parse(lists), 1, "p"));
        assertThat(thrown.failure()).isInstanceOf(Failure.UpstreamBroken.class);
    }
}
