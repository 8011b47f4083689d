package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "30                             | -      | PT30S",
                "0                              | -      | PT0S",
                "0.5                            | -      | PT0.5S",
                "30                             | 1500   | PT1.5S",
                "30                             | soon   | PT30S",
                "Thu, 01 Jan 2026 00:01:00 GMT  | -      | PT1M",
                "Wed, 31 Dec 2025 23:00:00 GMT  | -      | PT0S",
                "Fri, 01 Jan 2027 00:00:00 GMT  | -      | PT1H",
                "999999999999                   | -      | PT1H",
                "-                              | 99999999999 | PT1H",
                "-                              | -      | -",
                "soon                           | -      | -",
                "-5                             | -      | -",
                "99999999999999999999           | -      | -",
                "Thu, 01 Jan +999999999 00:00:00 GMT | - | -",
            })
    void readsWhatTheUpstreamAsksFor(String retryAfter, String retryAfterMs, Duration expected) {
        assertThat(RetryAfter.asked(retryAfter, retryAfterMs, CLOCK).orElse(null))
                .isEqualTo(expected);
    }
}
