package dev.sluice.dialect.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// Reads the answers of `POST /api/chat` (https://docs.ollama.com/api/chat, read 2026-11-21), one JSON object for a
/// whole answer or many for a stream, into neutral events. The one that says `done` is the last.
///
/// One reader for one reply, used by one thread.
public final class ReplyReader {
    private final String provider;
    private int calls;
    private boolean over;

    public ReplyReader(String provider) {
        this.provider = provider;
    }

    /// Whether nothing more need be read.
    public boolean over() {
        return over;
    }

    /// Takes one message of a stream, or an answer in one piece.
    ///
    /// @throws RefusedException where Ollama reports an error or cannot be understood
    public void accept(byte[] json, List<ReplyEvent> out) {
        if (over) {
            return;
        }
        List<JsonNode> values;
        try {
            values = WireJson.values(json);
        } catch (IOException e) {
            throw broken("sent malformed JSON");
        }
        for (JsonNode value : values) {
            if (!over) {
                message(value, out);
            }
        }
    }

    /// Takes the end of the bytes.
    ///
    /// @throws RefusedException where the answer is not whole
    public void end() {
        if (!over) {
            throw broken("ended its answer before it was whole");
        }
    }

    private void message(JsonNode message, List<ReplyEvent> out) {
        if (message.hasNonNull("error")) {
            over = true;
            throw new RefusedException(UpstreamErrors.inReply(provider, message));
        }
        if (!message.isObject()) {
            throw broken("sent a message that is not a JSON object");
        }
        said(message.path("message"), out);
        if (message.path("done").asBoolean()) {
            over = true;
            out.add(new ReplyEvent.Finished(
                    0, reason(message.path("done_reason").asText(""))));
            if (message.has("prompt_eval_count") || message.has("eval_count")) {
                out.add(new ReplyEvent.Spent(
                        new Usage(count(message, "prompt_eval_count"), count(message, "eval_count"), 0, 0), null));
            }
        }
    }

    private void said(JsonNode message, List<ReplyEvent> out) {
        String thought = message.path("thinking").asText("");
        if (!thought.isEmpty()) {
            out.add(new ReplyEvent.Thought(0, thought));
        }
        String text = message.path("content").asText("");
        if (!text.isEmpty()) {
            out.add(new ReplyEvent.Text(0, text));
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            JsonNode arguments = function.path("arguments");
            String id = call.path("id").asText(function.path("id").asText(""));
            out.add(new ReplyEvent.ToolCall(
                    0,
                    calls++,
                    id.isEmpty() ? "call_" + UUID.randomUUID().toString().replace("-", "") : id,
                    function.path("name").asText(""),
                    arguments.isObject()
                            ? new String(WireJson.bytes(arguments), StandardCharsets.UTF_8)
                            : arguments.asText("{}")));
        }
    }

    private String reason(String reason) {
        return switch (reason) {
            case "length" -> "length";
            case "content_filter" -> "content_filter";
            default -> calls > 0 ? "tool_calls" : "stop";
        };
    }

    private static long count(JsonNode message, String name) {
        JsonNode count = message.path(name);
        return count.isNumber() && count.canConvertToLong() ? Math.clamp(count.asLong(), 0, Integer.MAX_VALUE) : 0;
    }

    private RefusedException broken(String what) {
        over = true;
        return new RefusedException(
                new Failure.UpstreamBroken(provider, "The provider '" + provider + "' " + what + ".", false));
    }
}
