package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells a whole answer as a stream: for each choice its role, its reasoning, its text, its tool calls and whatever
/// else its message holds, and its end.
final class ChunkUnfolding {
    private final ObjectNode answer;
    private final ObjectNode envelope;

    ChunkUnfolding(ObjectNode answer, String model, Clock clock) {
        this.answer = answer;
        this.envelope = StreamIdentity.of(answer, model, clock).message(StreamIdentity.CHUNK);
        for (Map.Entry<String, JsonNode> member : answer.properties()) {
            String name = member.getKey();
            boolean own = name.equals("choices") || name.equals("usage") || name.equals("provider");
            if (!own && !envelope.has(name) && !member.getValue().isNull()) {
                envelope.set(name, member.getValue());
            }
        }
    }

    void write(boolean withUsage, List<byte[]> out) throws WireFormatException {
        int position = 0;
        for (JsonNode choice : answer.path("choices")) {
            write(choice, position++, out);
        }
        if (withUsage && answer.get("usage") instanceof ObjectNode usage) {
            ObjectNode message = envelope.deepCopy();
            message.putArray("choices");
            message.set("usage", usage);
            out.add(WireJson.bytes(message));
        }
    }

    private void write(JsonNode choice, int position, List<byte[]> out) throws WireFormatException {
        int index = ChunkChoices.index(choice.get("index"), position, ChunkChoices.LIMIT);
        JsonNode stated = choice.path("message");
        ObjectNode rest = stated instanceof ObjectNode message ? message.deepCopy() : WireJson.object();
        if (choice.path("text").isTextual()) {
            rest.set("content", choice.get("text"));
        }
        rest.remove("role");
        ChunkTools tools = new ChunkTools();
        ChunkDelta.repair(rest, tools);
        JsonNode logprobs = choice.path("logprobs");

        ObjectNode first = WireJson.object();
        first.put("role", "assistant");
        first.put("content", "");
        out.add(message(index, first));
        for (String name : new String[] {"reasoning_content", "reasoning"}) {
            one(index, rest, name, out);
        }
        if (!ChunkDelta.blank(rest.get("content")) || logprobs.isObject()) {
            ObjectNode delta = WireJson.object();
            delta.put("content", rest.path("content").asText(""));
            out.add(WireJson.bytes(chunk(index, delta, logprobs)));
        }
        rest.remove("content");
        one(index, rest, "refusal", out);
        calls(index, rest, out);
        rest.properties().removeIf(member -> ChunkDelta.blank(member.getValue()));
        if (!rest.isEmpty()) {
            out.add(message(index, rest));
        }
        end(index, choice, tools, out);
    }

    private void one(int index, ObjectNode rest, String name, List<byte[]> out) {
        JsonNode value = rest.remove(name);
        if (!ChunkDelta.blank(value)) {
            ObjectNode delta = WireJson.object();
            delta.set(name, value);
            out.add(message(index, delta));
        }
    }

    private void calls(int index, ObjectNode rest, List<byte[]> out) {
        if (rest.remove("tool_calls") instanceof ArrayNode calls) {
            for (JsonNode call : calls) {
                ObjectNode delta = WireJson.object();
                delta.putArray("tool_calls").add(call);
                out.add(message(index, delta));
            }
        }
    }

    private void end(int index, JsonNode choice, ChunkTools tools, List<byte[]> out) throws WireFormatException {
        String reason = CompletionReason.of(choice.get("finish_reason"));
        if (reason == null) {
            reason = tools.any() ? "tool_calls" : "stop";
        }
        ObjectNode message = envelope.deepCopy();
        message.putArray("choices").add(ChunkRepair.ended(index, reason));
        out.add(WireJson.bytes(message));
    }

    private byte[] message(int index, ObjectNode delta) {
        return WireJson.bytes(chunk(index, delta, null));
    }

    private ObjectNode chunk(int index, ObjectNode delta, @Nullable JsonNode logprobs) {
        ObjectNode message = envelope.deepCopy();
        ObjectNode choice = message.putArray("choices").addObject();
        choice.put("index", index);
        choice.set("delta", delta);
        if (logprobs instanceof ObjectNode) {
            choice.set("logprobs", logprobs);
        } else {
            choice.putNull("logprobs");
        }
        choice.putNull("finish_reason");
        return message;
    }
}
