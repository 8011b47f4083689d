package dev.sluice.dialect.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4o",
                "groq/llama-3.3-70b",
                "fake:gpt",
                "llama3:8b",
                "a/b/c",
                "x..y",
                "...",
                "ünïcode 模型 🙂",
                "auto",
                "org/model:free",
                "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2:1",
                "@cf/meta/llama",
                "a b"
            })
    void takesWhatModelsAreCalled(String id) {
        assertThat(ModelId.require(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a",
                "a/",
                "a//b",
                "/",
                ".",
                "..",
                "./a",
                "a/..",
                "a/../b",
                "a/./b",
                "fake:..",
                "fake:../a",
                "fake:/a",
                "fake:",
                "a:./b",
                "a?b",
                "a#b",
                "a\\b",
                "a%2fb",
                "a\nb",
                "\u0000",
                "a\u007f",
                "a\u0085",
                "\ud800",
                "a\udc00b"
            })
    void refusesWhatCouldBeSomethingElseInAPath(String id) {
        assertThat(refusal(id)).isInstanceOf(Failure.UnknownModel.class);
    }

    @Test
    void refusesMoreThan256Characters() {
        assertThat(ModelId.wellFormed("a".repeat(256))).isTrue();
        assertThat(refusal("a".repeat(257))).isInstanceOf(Failure.UnknownModel.class);
    }

    @Test
    void refusesTheEmptyStringAsTheCallersMistake() {
        assertThat(refusal(""))
                .isInstanceOfSatisfying(
                        Failure.Invalid.class,
                        invalid -> assertThat(invalid.param()).isEqualTo("model"));
    }

    private static Failure refusal(String id) {
        var refused = catchThrowableOfType(RefusedException.class, () -> ModelId.require(id));
        return Objects.requireNonNull(refused).failure();
    }
}
