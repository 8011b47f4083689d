package dev.sluice.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// OpenAI's chat JSON as an upstream writes it. Prompts cost 5 tokens, answers one for each piece.
public final class TestingChat {
    public static final String ID = "chatcmpl-testing";
    public static final long CREATED = 1_700_000_000L;
    public static final int PROMPT_TOKENS = 5;

    /// A function call that the model wants made.
    public record Call(String id, String name, String arguments) {}

    private TestingChat() {}

    public static String completion(String model, String text, int tokens) {
        return completion(model, Map.of("role", "assistant", "content", text), "stop", tokens);
    }

    public static String completion(String model, List<Call> calls) {
        var message = new LinkedHashMap<String, @Nullable Object>();
        message.put("role", "assistant");
        message.put("content", null);
        message.put("tool_calls", calls.stream().map(TestingChat::whole).toList());
        return completion(model, message, "tool_calls", calls.size());
    }

    static String completion(String model, Map<String, ?> message, String reason, int tokens) {
        var choice = new LinkedHashMap<String, @Nullable Object>();
        choice.put("index", 0);
        choice.put("message", message);
        choice.put("logprobs", null);
        choice.put("finish_reason", reason);
        Map<String, @Nullable Object> whole = top("chat.completion", model);
        whole.put("choices", List.of(choice));
        whole.put("usage", usage(tokens));
        return Json.write(whole);
    }

    /// The chunk that opens a stream.
    public static String opening(String model) {
        return chunk(model, Map.of("role", "assistant", "content", ""), null);
    }

    public static String piece(String model, String text) {
        return chunk(model, Map.of("content", text), null);
    }

    public static String ending(String model, String reason) {
        return chunk(model, Map.of(), reason);
    }

    /// The chunk with the usage, which has no choices.
    public static String spent(String model, int tokens) {
        Map<String, @Nullable Object> chunk = top("chat.completion.chunk", model);
        chunk.put("choices", List.of());
        chunk.put("usage", usage(tokens));
        return Json.write(chunk);
    }

    /// The chunks of one call: its name first, then its arguments in two pieces.
    public static List<String> pieces(String model, int index, Call call) {
        int half = call.arguments().length() / 2;
        var chunks = new ArrayList<String>();
        var opening = new LinkedHashMap<String, Object>(whole(call));
        opening.put("index", index);
        opening.put("function", Map.of("name", call.name(), "arguments", ""));
        chunks.add(chunk(model, Map.of("tool_calls", List.of(opening)), null));
        for (String part :
                List.of(call.arguments().substring(0, half), call.arguments().substring(half))) {
            chunks.add(chunk(
                    model,
                    Map.of("tool_calls", List.of(Map.of("index", index, "function", Map.of("arguments", part)))),
                    null));
        }
        return chunks;
    }

    static Map<String, Object> whole(Call call) {
        return Map.of(
                "id", call.id(),
                "type", "function",
                "function", Map.of("name", call.name(), "arguments", call.arguments()));
    }

    static String chunk(String model, Map<String, ?> delta, @Nullable String reason) {
        var choice = new LinkedHashMap<String, @Nullable Object>();
        choice.put("index", 0);
        choice.put("delta", delta);
        choice.put("finish_reason", reason);
        Map<String, @Nullable Object> chunk = top("chat.completion.chunk", model);
        chunk.put("choices", List.of(choice));
        return Json.write(chunk);
    }

    private static Map<String, @Nullable Object> top(String object, String model) {
        var top = new LinkedHashMap<String, @Nullable Object>();
        top.put("id", ID);
        top.put("object", object);
        top.put("created", CREATED);
        top.put("model", model);
        return top;
    }

    private static Map<String, Integer> usage(int tokens) {
        return Map.of(
                "prompt_tokens", PROMPT_TOKENS,
                "completion_tokens", tokens,
                "total_tokens", PROMPT_TOKENS + tokens);
    }
}
