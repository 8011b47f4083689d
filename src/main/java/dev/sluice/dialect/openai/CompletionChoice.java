package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One choice of a chat completion, gathered from its pieces.
final class CompletionChoice {
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
    private final Map<String, Map<String, StringBuilder>> objects = new LinkedHashMap<>();
    private final Map<Integer, CompletionCall> calls = new TreeMap<>();
    private final ObjectNode message = WireJson.object();
    private final ObjectNode logprobs = WireJson.object();
    private final ObjectNode others = WireJson.object();
    private @Nullable String reason;

    void add(JsonNode choice) throws WireFormatException {
        for (Map.Entry<String, JsonNode> member : choice.properties()) {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "index" -> {}
                case "delta" -> delta(value);
                case "finish_reason" -> {
                    String stated = CompletionReason.of(value);
                    reason = stated == null ? reason : stated;
                }
                case "logprobs" -> joinAll(logprobs, value);
                default -> {
                    if (!value.isNull()) {
                        others.set(member.getKey(), value);
                    }
                }
            }
        }
    }

    private void delta(JsonNode delta) throws WireFormatException {
        for (Map.Entry<String, JsonNode> member : delta.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            switch (name) {
                case "role" -> {}
                case "content", "refusal", "reasoning_content", "reasoning", "thinking" -> {
                    if (value.isTextual()) {
                        text(name, value.textValue());
                    }
                }
                case "tool_calls" -> calls(value);
                case "audio", "function_call" -> {
                    if (value.isObject()) {
                        object(name, value);
                    }
                }
                default -> join(message, name, value);
            }
        }
    }

    private void calls(JsonNode pieces) throws WireFormatException {
        int position = 0;
        for (JsonNode piece : pieces) {
            int index = ChunkChoices.index(piece.get("index"), position++, ChunkTools.LIMIT);
            calls.computeIfAbsent(index, any -> new CompletionCall()).add(piece);
        }
    }

    void text(String name, String delta) {
        texts.computeIfAbsent(name, any -> new StringBuilder()).append(delta);
    }

    void cited(Citation citation) {
        String text = filled("content");
        int said = text == null ? 0 : Citation.length(text);
        message.withArrayProperty(UrlCitation.NAME).add(UrlCitation.json(citation, said));
    }

    void signed(String signature) {
        String thought = filled("reasoning_content");
        detail(ReasoningDetails.signed(thought == null ? "" : thought, signature));
    }

    void detail(ObjectNode detail) {
        message.withArrayProperty(ReasoningDetails.NAME).add(detail);
    }

    void tool(int index, @Nullable String id, @Nullable String name, String arguments) {
        calls.computeIfAbsent(index, any -> new CompletionCall()).add(id, name, arguments);
    }

    void finish(String stated) {
        reason = CompletionReason.known(stated) ? stated : "stop";
    }

    private static void joinAll(ObjectNode whole, JsonNode pieces) {
        pieces.properties().forEach(piece -> join(whole, piece.getKey(), piece.getValue()));
    }

    /// Lists grow; the last of all else stands.
    private static void join(ObjectNode whole, String name, JsonNode piece) {
        if (whole.get(name) instanceof ArrayNode list && piece instanceof ArrayNode more) {
            list.addAll(more);
        } else if (!piece.isNull()) {
            whole.set(name, piece);
        }
    }

    /// Joins the texts of an object that comes in pieces.
    private void object(String name, JsonNode piece) {
        Map<String, StringBuilder> parts = objects.computeIfAbsent(name, any -> new LinkedHashMap<>());
        ObjectNode whole = message.withObjectProperty(name);
        piece.properties().forEach(member -> {
            switch (member.getKey()) {
                case "arguments", "data", "transcript" ->
                    parts.computeIfAbsent(member.getKey(), any -> new StringBuilder())
                            .append(member.getValue().asText(""));
                default -> join(whole, member.getKey(), member.getValue());
            }
        });
    }

    ObjectNode json(int index) {
        ObjectNode choice = WireJson.object();
        choice.put("index", index);
        ObjectNode answer = choice.putObject("message");
        answer.put("role", "assistant");
        answer.put("content", content());
        answer.put("refusal", filled("refusal"));
        texts.forEach((name, text) -> {
            if (!answer.has(name) && !text.isEmpty()) {
                answer.put(name, text.toString());
            }
        });
        if (!calls.isEmpty()) {
            ArrayNode list = answer.putArray("tool_calls");
            calls.values().forEach(call -> list.add(call.json()));
        }
        objects.forEach((name, parts) ->
                parts.forEach((part, text) -> message.withObjectProperty(name).put(part, text.toString())));
        answer.setAll(message);
        choice.set("logprobs", logprobs());
        choice.put("finish_reason", reason != null ? reason : calls.isEmpty() ? "stop" : "tool_calls");
        choice.setAll(others);
        return choice;
    }

    private @Nullable String content() {
        String content = filled("content");
        boolean instead =
                !calls.isEmpty() || filled("refusal") != null || message.has("function_call") || message.has("audio");
        return content != null || instead ? content : "";
    }

    private @Nullable String filled(String name) {
        StringBuilder text = texts.get(name);
        return text == null || text.isEmpty() ? null : text.toString();
    }

    private JsonNode logprobs() {
        if (logprobs.isEmpty()) {
            return logprobs.nullNode();
        }
        for (String name : new String[] {"content", "refusal"}) {
            if (!logprobs.has(name)) {
                logprobs.putNull(name);
            }
        }
        return logprobs;
    }
}
