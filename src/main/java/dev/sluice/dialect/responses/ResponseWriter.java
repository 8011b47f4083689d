package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.JsonText;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes a reply as a response, whole or event by event, whichever events it came in.
///
/// One writer for one reply, used by one thread.
public final class ResponseWriter {
    private final EventLine line;
    private final ObjectNode asked;
    private final @Nullable String previous;
    private final String provider;
    private final String model;
    private final Clock clock;
    private final PassedEvents passed;
    private @Nullable ResponseComposition made;
    private @Nullable ObjectNode ended;
    private byte @Nullable [] untouched;

    /// @param previous the response that this one goes on from, null for none
    /// @param provider the name that a whole answer carries
    /// @param model what a response that is made here names as its model
    public ResponseWriter(ChatRequest request, @Nullable String previous, String provider, String model, Clock clock) {
        this.line = new EventLine(request.stream());
        this.asked = request.document().tree();
        this.previous = previous;
        this.provider = provider;
        this.model = model;
        this.clock = clock;
        this.passed = new PassedEvents(line, previous);
    }

    /// Takes the next event of the reply and adds what it becomes.
    ///
    /// @throws RefusedException where it cannot be understood
    public void write(ReplyEvent event, List<ResponseEvent> out) {
        try {
            switch (event) {
                case ReplyEvent.Chunk chunk -> passed.add(chunk.json());
                case ReplyEvent.Whole whole -> unfold(whole.json());
                case ReplyEvent.Silence silence -> {}
                case ReplyEvent.Spent spent when passed.response() != null -> {}
                default -> made().add(event);
            }
        } catch (IOException e) {
            throw new RefusedException(
                    new Failure.UpstreamBroken(
                            provider, "The provider '" + provider + "' sent an answer that cannot be read.", false),
                    e);
        }
        line.moveTo(out);
    }

    private ResponseComposition made() {
        if (made == null) {
            boolean asSummary = asked.path("reasoning").hasNonNull("summary")
                    || asked.path("reasoning").hasNonNull("generate_summary");
            made = new ResponseComposition(
                    line, ResponseEnvelope.json(asked, previous, model, clock), asSummary, clock);
        }
        return made;
    }

    private void unfold(byte[] json) throws IOException {
        ObjectNode response = WireJson.object(json);
        if (previous == null && !response.has("provider")) {
            untouched = json;
        } else {
            response.put("previous_response_id", previous);
        }
        new ResponseUnfolding(line, response).write();
        ended = response;
    }

    /// Adds what is still owed when the reply has ended well, and gives the response.
    public ObjectNode end(List<ResponseEvent> out) {
        ObjectNode response = ended;
        if (response == null) {
            response = passed.ended() ? passed.response() : null;
        }
        if (response == null) {
            response = made().end();
        }
        ended = response;
        line.moveTo(out);
        return response;
    }

    /// The response, once it has ended well and its last event was written; null before.
    public @Nullable ObjectNode settled() {
        return passed.ended() ? passed.response() : ended;
    }

    /// The response as it began; null before anything is known of it.
    public @Nullable ObjectNode begun() {
        ObjectNode known = passed.response();
        return known == null && made != null ? made.soFar() : known;
    }

    /// The response, once it is [#settled], as the body of an answer, which names the provider.
    public byte[] whole() {
        if (untouched != null) {
            return named(untouched);
        }
        ObjectNode response = Objects.requireNonNull(settled()).deepCopy();
        response.put("provider", provider);
        if (!response.has("output_text")) {
            response.put("output_text", outputText(response));
        }
        return WireJson.bytes(response);
    }

    /// An upstream's object with a member more and every other byte as it came.
    private byte[] named(byte[] json) {
        int end = json.length - 1;
        while (json[end] != '}') {
            end--;
        }
        var out = new ByteArrayOutputStream(json.length + 64);
        out.write(json, 0, end);
        out.writeBytes(",\"provider\":".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(JsonText.quoted(provider));
        out.write('}');
        return out.toByteArray();
    }

    private static String outputText(ObjectNode response) {
        var text = new StringBuilder();
        for (JsonNode item : response.path("output")) {
            for (JsonNode part : item.path("content")) {
                if (part.path("type").asText().equals("output_text")) {
                    text.append(part.path("text").asText());
                }
            }
        }
        return text.toString();
    }

    /// Adds that the response cannot go on: what became of it, and the error as clients look for it.
    ///
    /// @param error an object `error` in OpenAI's shape
    public void failed(byte[] error, List<ResponseEvent> out) {
        line.moveTo(out);
        JsonNode told = told(error);
        String message = told.path("message").asText("The response failed.");
        ObjectNode response = passed.response() != null ? passed.response().deepCopy() : made().soFar();
        line.moveTo(out);
        response.put("status", "failed");
        response.putObject("error").put("code", ResponseErrorCode.of(told)).put("message", message);
        ObjectNode failed = EventLine.of("response.failed");
        failed.set("response", response);
        line.add(failed);
        ObjectNode event = EventLine.of("error").put("code", WireJson.text(told.path("code")));
        event.put("message", message).put("param", WireJson.text(told.path("param")));
        event.set("error", told);
        line.add(event);
        line.moveTo(out);
    }

    private static JsonNode told(byte[] error) {
        try {
            return WireJson.object(error).path("error");
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
