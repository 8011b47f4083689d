package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Usage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageReaderTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}                       | 9 | 2 | 0 | 0",
                "{\"prompt_tokens\":9,\"prompt_tokens_details\":{\"cached_tokens\":4}}                   | 9 | 0 | 4 | 0",
                "{\"prompt_tokens\":9,\"prompt_cache_hit_tokens\":5,\"prompt_cache_miss_tokens\":4}      | 9 | 0 | 5 | 0",
                "{\"prompt_tokens\":9,\"completion_tokens\":7,\"completion_tokens_details\":{\"reasoning_tokens\":3}} | 9 | 7 | 0 | 3",
                "{\"prompt_tokens\":9,\"completion_tokens\":1,\"total_tokens\":30,\"completion_tokens_details\":{\"reasoning_tokens\":20}} | 9 | 21 | 0 | 20",
                "{\"input_tokens\":9,\"output_tokens\":2}                                                | 9 | 2 | 0 | 0",
                "{\"total_tokens\":7}                                                                    | 0 | 7 | 0 | 0",
                "{\"prompt_tokens\":9.0,\"completion_tokens\":-2,\"total_tokens\":null}                  | 9 | 0 | 0 | 0",
                "{\"prompt_tokens\":9,\"prompt_tokens_details\":null,\"completion_tokens\":\"2\"}        | 9 | 0 | 0 | 0",
                "{\"prompt_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":50}}                  | 3 | 0 | 3 | 0",
                "{\"prompt_tokens\":123456789012345678901234567890}                                      | 0 | 0 | 0 | 0",
                "{\"queue_time\":0.5,\"x\":[{\"prompt_tokens\":9}]}                                      | 0 | 0 | 0 | 0",
                "[9]                                                                                     | 0 | 0 | 0 | 0",
                "{\"prompt_tokens\":9                                                                    | 0 | 0 | 0 | 0",
            })
    void readsTheCountsUnderTheNamesThatUpstreamsUse(
            String json, long input, long output, long cached, long reasoning) {
        assertThat(UsageReader.read(TestingStreams.bytes(json))).isEqualTo(new Usage(input, output, cached, reasoning));
    }
}
