package dev.sluice.upstream;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long an upstream asks to be left alone, by its `Retry-After` and `retry-after-ms` headers.
public final class RetryAfter {
    /// The longest that is believed.
    public static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /// Reads the two headers; empty where neither says anything that can be understood.
    ///
    /// @param retryAfter seconds or an HTTP date
    /// @param retryAfterMs milliseconds; preferred, being the more exact
    public static Optional<Duration> asked(@Nullable String retryAfter, @Nullable String retryAfterMs, Clock clock) {
        return number(retryAfterMs, 1)
                .or(() -> number(retryAfter, 1000))
                .or(() -> date(retryAfter, clock))
                .map(RetryAfter::bounded);
    }

    private static Optional<Duration> number(@Nullable String text, int millis) {
        if (text == null || !text.strip().matches("\\d{1,15}(\\.\\d{1,9})?")) {
            return Optional.empty();
        }
        double asked = Double.parseDouble(text.strip()) * millis;
        return Optional.of(Duration.ofMillis((long) Math.ceil(Math.min(asked, (double) LONGEST.toMillis()))));
    }

    private static Optional<Duration> date(@Nullable String text, Clock clock) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            var until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip()));
            return Optional.of(Duration.between(clock.instant(), until));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
