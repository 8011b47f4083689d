package dev.sluice.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VocabularyTest {
    @ParameterizedTest
    @CsvSource({
        "gpt-4o-mini, o200k_base, true",
        "openai/gpt-5.1, o200k_base, true",
        "o3, o200k_base, true",
        "o4-mini-2025, o200k_base, true",
        "gpt-4.1, o200k_base, true",
        "openai/gpt-oss-120b, o200k_base, true",
        "gpt-4-turbo, cl100k_base, true",
        "GPT-3.5-turbo, cl100k_base, true",
        "ft:gpt-3.5-turbo:me, cl100k_base, true",
        "text-embedding-3-small, cl100k_base, true",
        "text-davinci-003, p50k_base, true",
        "gpt2, r50k_base, true",
        "llama-3.3-70b, o200k_base, false",
        "olmo-2, o200k_base, false",
        "qwen3-32b, o200k_base, false",
    })
    void eachFamilyHasItsOwn(String model, String name, boolean exact) {
        Vocabulary vocabulary = Vocabulary.of(model);
        assertThat(vocabulary.name()).isEqualTo(name);
        assertThat(vocabulary.exact()).isEqualTo(exact);
    }

    /// The numbers of tiktoken.
    @Test
    void tokensAreThoseOfTheModel() {
        assertThat(Vocabulary.of("gpt-4").encode("hello world")).containsExactly(15339, 1917);
        assertThat(Vocabulary.of("gpt-4o").encode("hello world")).containsExactly(24912, 2375);
        assertThat(Vocabulary.of("gpt2").encode("hello world")).containsExactly(31373, 995);
    }

    @ParameterizedTest
    @CsvSource({"gpt-4o", "gpt-4", "gpt2"})
    void aTextComesBack(String model) {
        Vocabulary vocabulary = Vocabulary.of(model);
        String text = "Grüße aus 東京 🗼\n\tfn main() {}  <|endoftext|>";
        List<Integer> tokens = vocabulary.encode(text);
        assertThat(vocabulary.decode(tokens)).contains(text);
        assertThat(vocabulary.count(text)).isEqualTo(tokens.size());
    }

    @Test
    void aNumberThatIsNoTokenHasNoText() {
        assertThat(Vocabulary.of("gpt-4").decode(List.of(2_000_000_000))).isEmpty();
    }

    @Test
    void nothingIsNoToken() {
        assertThat(Vocabulary.of("x").encode("")).isEmpty();
        assertThat(Vocabulary.of("x").decode(List.of())).contains("");
    }
}
