package dev.sluice.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Ollama's own API.
public final class TestingOllama implements TestingVendor {

    @Override
    public String kind() {
        return "ollama";
    }

    @Override
    public String base(String root) {
        return root;
    }

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }

    @Override
    public String event(String json) {
        return json + "\n";
    }

    @Override
    public List<String> stream(String model, Said said) {
        List<String> lines = new ArrayList<>();
        if (!said.thought().isEmpty()) {
            lines.add(event(line(model, Map.of("role", "assistant", "content", "", "thinking", said.thought()))));
        }
        said.pieces().forEach(piece -> lines.add(event(line(model, Map.of("role", "assistant", "content", piece)))));
        said.calls()
                .forEach(call -> lines.add(event(line(
                        model, Map.of("role", "assistant", "content", "", "tool_calls", List.of(function(call)))))));
        lines.add(event(last(model, Map.of("role", "assistant", "content", ""), said)));
        return lines;
    }

    @Override
    public String whole(String model, Said said) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", said.text());
        if (!said.thought().isEmpty()) {
            message.put("thinking", said.thought());
        }
        if (!said.calls().isEmpty()) {
            message.put(
                    "tool_calls",
                    said.calls().stream().map(TestingOllama::function).toList());
        }
        return last(model, message, said);
    }

    /// Calls without ids, as older versions make them, are those whose id is empty.
    private static Map<String, Object> function(TestingChat.Call call) {
        Map<String, Object> written = new LinkedHashMap<>();
        if (!call.id().isEmpty()) {
            written.put("id", call.id());
        }
        written.put("function", Map.of("name", call.name(), "arguments", Json.parse(call.arguments())));
        return written;
    }

    private static String line(String model, Map<String, Object> message) {
        return Json.write(
                Map.of("model", model, "created_at", "2026-11-21T00:00:00Z", "message", message, "done", false));
    }

    private static String last(String model, Map<String, Object> message, Said said) {
        return Json.write(Map.of(
                "model",
                model,
                "created_at",
                "2026-11-21T00:00:00Z",
                "message",
                message,
                "done",
                true,
                "done_reason",
                said.ending(),
                "total_duration",
                7,
                "prompt_eval_count",
                TestingChat.PROMPT_TOKENS,
                "eval_count",
                said.tokens()));
    }

    @Override
    public String error(int status, String message) {
        return Json.write(Map.of("error", message));
    }

    /// An answer to the requests for the list of models and for each of them.
    public static TestingAnswer models(String... ids) {
        return exchange -> TestingAnswers.json(
                        exchange.request().path().endsWith("/api/tags")
                                ? Json.write(Map.of(
                                        "models",
                                        List.of(ids).stream()
                                                .map(id -> Map.of("name", id, "model", id, "digest", "of " + id))
                                                .toList()))
                                : """
                                {"capabilities":["completion","tools","vision"],
                                 "model_info":{"llama.context_length":8192}}""")
                .answer(exchange);
    }
}
