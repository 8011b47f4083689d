package dev.sluice.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/// How long a caller is willing to wait; never longer than the operator allows.
///
/// @param whole for the whole request
/// @param silence for the first piece of an answer, and between two pieces
public record Bounds(Optional<Duration> whole, Optional<Duration> silence) {
    public static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

    /// What the gateway's own fields `timeout` and `stream_timeout` say, in seconds; zero says nothing.
    public static Bounds of(JsonNode request) {
        return new Bounds(seconds(request.path("timeout")), seconds(request.path("stream_timeout")));
    }

    private static Optional<Duration> seconds(JsonNode told) {
        if (!told.isNumber() || told.doubleValue() <= 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Math.max(1, (long) (Math.min(told.doubleValue(), 1e9) * 1000))));
    }

    /// The shorter of what the operator and what the caller says.
    static Duration shorter(Duration allowed, Optional<Duration> asked) {
        return asked.filter(wish -> wish.compareTo(allowed) < 0).orElse(allowed);
    }
}
