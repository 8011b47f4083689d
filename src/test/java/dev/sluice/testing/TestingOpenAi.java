package dev.sluice.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// OpenAI's chat completions.
public class TestingOpenAi implements TestingVendor {

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    public String base(String root) {
        return root + "/v1";
    }

    @Override
    public String streamType() {
        return "text/event-stream";
    }

    @Override
    public String event(String json) {
        return "data: " + json + "\n\n";
    }

    @Override
    public List<String> stream(String model, Said said) {
        List<String> chunks = new ArrayList<>();
        chunks.add(TestingChat.opening(model));
        if (!said.thought().isEmpty()) {
            chunks.add(TestingChat.piece(model, said.thought()).replace("\"content\"", "\"reasoning_content\""));
        }
        said.pieces().forEach(piece -> chunks.add(TestingChat.piece(model, piece)));
        for (int i = 0; i < said.calls().size(); i++) {
            chunks.addAll(TestingChat.pieces(model, i, said.calls().get(i)));
        }
        if (!said.sources().isEmpty()) {
            chunks.add(TestingChat.chunk(model, Map.of("annotations", annotations(said)), null));
        }
        chunks.add(TestingChat.ending(model, reason(said)));
        chunks.add(TestingChat.spent(model, said.tokens()));
        chunks.add("[DONE]");
        return chunks.stream().map(this::event).toList();
    }

    @Override
    public String whole(String model, Said said) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", said.calls().isEmpty() ? said.text() : null);
        if (!said.thought().isEmpty()) {
            message.put("reasoning_content", said.thought());
        }
        if (!said.calls().isEmpty()) {
            message.put(
                    "tool_calls", said.calls().stream().map(TestingChat::whole).toList());
        }
        if (!said.sources().isEmpty()) {
            message.put("annotations", annotations(said));
        }
        return TestingChat.completion(model, message, reason(said), said.tokens());
    }

    private static List<Map<String, Object>> annotations(Said said) {
        int start = said.before().codePointCount(0, said.before().length());
        int end = said.text().codePointCount(0, said.text().length());
        return said.sources().stream()
                .map(source -> Map.<String, Object>of(
                        "type",
                        "url_citation",
                        "url_citation",
                        Map.of("start_index", start, "end_index", end, "url", source.url(), "title", source.title())))
                .toList();
    }

    private static String reason(Said said) {
        return said.calls().isEmpty() ? said.ending() : "tool_calls";
    }

    @Override
    public String error(int status, String message) {
        return Json.write(Map.of("error", Map.of("message", message, "type", "testing_error", "code", "testing")));
    }
}
