package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireFormatException;

/// Puts a whole answer right that lacks what every chat completion has.
final class CompletionRepair {
    private CompletionRepair() {}

    static void repair(ObjectNode answer, StreamIdentity identity) throws WireFormatException {
        identity.impose(answer, StreamIdentity.COMPLETION);
        int position = 0;
        for (JsonNode choice : answer.path("choices")) {
            choice((ObjectNode) choice, position++);
        }
    }

    private static void choice(ObjectNode choice, int position) throws WireFormatException {
        choice.put("index", ChunkChoices.index(choice.get("index"), position, ChunkChoices.LIMIT));
        if (!choice.path("message").isObject()) {
            ObjectNode message = choice.putObject("message");
            message.put("role", "assistant");
            message.set("content", choice.remove("text"));
            message.putNull("refusal");
        }
        if (choice.get("message") instanceof ObjectNode message) {
            message(message);
        }
        String reason = CompletionReason.of(choice.get("finish_reason"));
        if (reason == null) {
            boolean calls = choice.path("message").path("tool_calls") instanceof ArrayNode array && !array.isEmpty();
            reason = calls ? "tool_calls" : "stop";
        }
        choice.put("finish_reason", reason);
    }

    private static void message(ObjectNode message) throws WireFormatException {
        boolean[] numbered = new boolean[ChunkTools.LIMIT];
        int position = 0;
        for (JsonNode call : message.path("tool_calls")) {
            numbered[Math.min(position++, ChunkTools.LIMIT - 1)] = call.has("index");
        }
        ChunkDelta.repair(message, new ChunkTools());
        position = 0;
        for (JsonNode call : message.path("tool_calls")) {
            // the pieces of a stream are numbered, whole calls are not
            if (!numbered[position++] && call instanceof ObjectNode object) {
                object.remove("index");
            }
        }
    }
}
