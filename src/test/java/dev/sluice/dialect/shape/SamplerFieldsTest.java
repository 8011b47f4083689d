package dev.sluice.dialect.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Samplers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SamplerFieldsTest {
    private static byte[] chat(String members) {
        return ("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]," + members + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyParameterHasItsShape() {
        assertThat(SamplerFields.SHAPE.names()).isEqualTo(Samplers.FURTHER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            top_k                     | -1       | -2
            top_k                     | 20       | 1.5
            min_p                     | 0.05     | 1.01
            typical_p                 | 1        | -0.1
            tfs                       | 0.9      | 2
            top_a                     | 0        | -1
            top_n_sigma               | -1       | -1.5
            epsilon_cutoff            | 3        | -1
            xtc_threshold             | 0.1      | 1.5
            xtc_probability           | 0.5      | "x"
            dynamic_temperature       | true     | 1
            smoothing_factor          | 0.2      | -0.2
            adaptive_decay            | 0.9      | 1.1
            dry_multiplier            | 0.8      | -1
            dry_allowed_length        | 2        | -1
            dry_sequence_breakers     | ["a"]    | 7
            repetition_penalty        | 1.18     | -0.5
            repetition_penalty_range  | 1024     | -2
            mirostat_mode             | 2        | 3
            mirostat_tau              | 5        | -5
            guidance_scale            | 1.5      | "x"
            negative_prompt           | ""       | 1
            sampler_priority          | ["temperature"] | {}
            do_sample                 | false    | "no"
            truncation_length         | 0        | -1
            grammar_string            | "root"   | []
            enable_thinking           | true     | "yes"
            """)
    void eachHasItsRange(String name, String good, String bad) {
        ChatRequestReader.read(chat("\"" + name + "\":" + good), Map.of());
        ChatRequestReader.read(chat("\"" + name + "\":null"), Map.of());
        assertThatThrownBy(() -> ChatRequestReader.read(chat("\"" + name + "\":" + bad), Map.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(name);
    }

    @Test
    void kindsOfOtherDialectsCanStillSeeThem() {
        var others = ChatRequestReader.read(chat("\"min_p\":0.1,\"repetition_penalty\":1.2,\"top_k\":5"), Map.of())
                .prompt()
                .others();
        assertThat(others).containsOnlyKeys("min_p", "repetition_penalty");
    }
}
