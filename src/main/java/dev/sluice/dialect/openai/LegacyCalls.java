package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers callers that offer `functions`, OpenAI's first form of tools, in that form: one `function_call` where an
/// upstream told of `tool_calls`. The form knows one call only, so the first one stands. What has none keeps its bytes.
public final class LegacyCalls {
    private static final String CALLS = "tool_calls";
    private static final String CALL = "function_call";

    private LegacyCalls() {}

    /// Whether a caller speaks that form.
    public static boolean wanted(ChatRequest request) {
        JsonNode asked = request.document().tree();
        return asked.hasNonNull("functions") && !asked.hasNonNull("tools");
    }

    /// A whole answer in that form.
    public static byte[] whole(byte[] json) {
        byte[] told = told(json, "message");
        return told == null ? json : told;
    }

    /// The messages of a stream in that form; those that tell of further calls only are left out.
    public static void chunks(List<byte[]> messages) {
        List<byte[]> told = new ArrayList<>(messages.size());
        for (byte[] message : messages) {
            byte[] one = told(message, "delta");
            if (one != null) {
                told.add(one);
            }
        }
        messages.clear();
        messages.addAll(told);
    }

    /// Null where nothing is left to say.
    private static byte @Nullable [] told(byte[] json, String member) {
        try {
            ObjectNode answer = WireJson.object(json);
            boolean changed = false;
            boolean says = false;
            for (JsonNode choice : answer.path("choices")) {
                boolean calls = choice.path(member).has(CALLS);
                boolean silent = calls && rewritten((ObjectNode) choice.path(member));
                boolean ends = choice.path("finish_reason").asText().equals(CALLS);
                if (ends) {
                    ((ObjectNode) choice).put("finish_reason", CALL);
                }
                changed |= ends || calls;
                says |= !silent || ends;
            }
            if (!changed) {
                return json;
            }
            return says ? WireJson.bytes(answer) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether nothing is left of the message.
    private static boolean rewritten(ObjectNode message) {
        for (JsonNode call : message.remove(CALLS)) {
            if (call.path("index").asInt() == 0 && !message.has(CALL)) {
                message.set(CALL, call.path("function"));
            }
        }
        return message.isEmpty();
    }
}
