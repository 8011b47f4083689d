package dev.sluice.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.JsonRequest;
import dev.sluice.exchange.Posted;
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

    /// The same fields of a request that is no chat; in a form they are texts, already checked.
    public static Bounds of(Posted asked) {
        return switch (asked) {
            case JsonRequest json -> of(json.document().tree());
            case FormRequest form -> new Bounds(field(form, "timeout"), field(form, "stream_timeout"));
        };
    }

    private static Optional<Duration> field(FormRequest form, String name) {
        return form.value(name).filter(value -> !value.isEmpty()).flatMap(value -> seconds(Double.parseDouble(value)));
    }

    private static Optional<Duration> seconds(JsonNode told) {
        return told.isNumber() ? seconds(told.doubleValue()) : Optional.empty();
    }

    private static Optional<Duration> seconds(double told) {
        return told > 0
                ? Optional.of(Duration.ofMillis(Math.max(1, (long) (Math.min(told, 1e9) * 1000))))
                : Optional.empty();
    }

    /// The shorter of what the operator and what the caller says.
    static Duration shorter(Duration allowed, Optional<Duration> asked) {
        return asked.filter(wish -> wish.compareTo(allowed) < 0).orElse(allowed);
    }
}
