package dev.sluice.dialect.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.exchange.Failure;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes failures as OpenAI's error object, the same for a body and for an event of a stream.
public final class ErrorWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ErrorWriter() {}

    /// The error object in UTF-8.
    ///
    /// @param footer a sentence for people, left out where empty
    public static byte[] json(Failure failure, String footer) {
        List<Failure.Detail> details = failure instanceof Failure.Invalid invalid ? invalid.details() : List.of();
        return json(WireError.of(failure), footer, details);
    }

    /// The error object of a defect of ours: tells the request's id and nothing of the inside. Its status is 500.
    public static byte[] defect(String requestId, String footer) {
        return json(WireError.defect(requestId), footer, List.of());
    }

    public static int status(Failure failure) {
        return WireError.of(failure).status();
    }

    /// What `Retry-After` should say, where it should say anything.
    public static Optional<Duration> retryAfter(Failure failure) {
        return switch (failure) {
            case Failure.RefusedByUpstream refused -> Optional.ofNullable(refused.retryAfter());
            case Failure.TooOften often -> Optional.of(often.retryAfter());
            case Failure.Unavailable unavailable -> Optional.ofNullable(unavailable.retryAfter());
            case Failure.Exhausted exhausted ->
                exhausted.tried().stream()
                        .flatMap(one -> retryAfter(one.failure()).stream())
                        .min(Duration::compareTo);
            default -> Optional.empty();
        };
    }

    private static byte[] json(WireError error, String footer, List<Failure.Detail> details) {
        // through a writer of characters: one of bytes would fail on half a surrogate pair in the caller's own words
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("message", error.message());
            json.writeStringField("type", error.type());
            write(json, "param", error.param());
            write(json, "code", error.code());
            if (!footer.isEmpty()) {
                json.writeStringField("footer", footer);
            }
            if (!details.isEmpty()) {
                write(json, details);
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    private static void write(JsonGenerator json, List<Failure.Detail> details) throws IOException {
        json.writeArrayFieldStart("details");
        for (Failure.Detail detail : details) {
            json.writeStartObject();
            json.writeArrayFieldStart("loc");
            for (Object step : detail.loc()) {
                if (step instanceof Integer position) {
                    json.writeNumber(position);
                } else {
                    json.writeString(step.toString());
                }
            }
            json.writeEndArray();
            json.writeStringField("message", detail.message());
            json.writeStringField("type", detail.type());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
