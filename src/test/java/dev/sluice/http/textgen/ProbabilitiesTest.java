package dev.sluice.http.textgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.testing.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProbabilitiesTest {
    private static final Probabilities FOUR = Probabilities.ofLogarithms(
            Map.of("a", Math.log(0.1), "b", Math.log(0.5), "c", Math.log(0.3), "d", Math.log(0.05)), 50);

    private static Probabilities sampled(String asked) {
        return FOUR.sampled((ObjectNode) Json.parse(asked));
    }

    @Test
    void theMostProbableComesFirst() {
        assertThat(FOUR.byToken().keySet()).containsExactly("b", "c", "a", "d");
        assertThat(FOUR.byToken().getOrDefault("b", 0.0)).isCloseTo(0.5, within(1e-9));
        assertThat(Probabilities.ofLogarithms(Map.of("x", -1.0, "y", -2.0), 1).byToken())
                .containsOnlyKeys("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                     | b,c,a,d",
                "{'top_k':3}                            | b,c,a",
                "{'top_k':0}                            | b,c,a,d",
                "{'top_p':0.8}                          | b,c",
                "{'top_p':0}                            | b",
                "{'min_p':0.5}                          | b,c",
                "{'min_p':1}                            | b",
                "{'top_a':1}                            | b,c",
                "{'epsilon_cutoff':600}                 | b,c,a",
                "{'typical_p':0.3}                      | c",
                "{'temperature':0}                      | b",
                "{'do_sample':false}                    | b",
                "{'top_k':3,'min_p':0.3,'top_p':0.99}   | b,c",
            })
    void samplersLeaveSomeAndSumUpToOne(String asked, String left) {
        var drawn = sampled(asked.replace('\'', '"')).byToken();
        assertThat(String.join(",", drawn.keySet())).isEqualTo(left);
        assertThat(drawn.values().stream().mapToDouble(one -> one).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void theTemperatureChangesTheShares() {
        double warm = sampled("{\"temperature\":2}").byToken().getOrDefault("b", 0.0);
        double cold = sampled("{\"temperature\":0.5}").byToken().getOrDefault("b", 0.0);
        assertThat(cold).isCloseTo(0.25 / (0.01 + 0.25 + 0.09 + 0.0025), within(1e-9));
        assertThat(warm).isLessThan(0.5);
    }

    @Test
    void theTemperatureMayComeLast() {
        assertThat(sampled("{\"temperature\":5,\"min_p\":0.5}").byToken()).hasSize(4);
        assertThat(sampled("{\"temperature\":5,\"min_p\":0.5,\"temperature_last\":true}")
                        .byToken())
                .hasSize(2);
    }
}
