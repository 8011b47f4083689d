package dev.sluice.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Google's Gemini API.
public final class TestingGemini implements TestingVendor {
    /// What signs the first call of each answer.
    public static final String SIGNATURE = "c2lnbmVk";

    @Override
    public String kind() {
        return "gemini";
    }

    @Override
    public String base(String root) {
        return root + "/v1beta";
    }

    @Override
    public String streamType() {
        return "text/event-stream";
    }

    @Override
    public String event(String json) {
        return "data: " + json + "\r\n\r\n";
    }

    @Override
    public List<String> stream(String model, Said said) {
        List<Map<String, Object>> parts = parts(said);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            events.add(event(response(model, List.of(parts.get(i)), last ? said.ending() : "", said)));
        }
        return events;
    }

    @Override
    public String whole(String model, Said said) {
        return response(model, parts(said), said.ending(), said);
    }

    /// Calls without ids, as older models make them, are those whose id is empty.
    private static List<Map<String, Object>> parts(Said said) {
        List<Map<String, Object>> parts = new ArrayList<>();
        if (!said.thought().isEmpty()) {
            parts.add(Map.of("text", said.thought(), "thought", true));
        }
        said.pieces().forEach(piece -> parts.add(Map.of("text", piece)));
        for (TestingChat.Call call : said.calls()) {
            Map<String, Object> function = new LinkedHashMap<>();
            function.put("name", call.name());
            function.put("args", Json.parse(call.arguments()));
            if (!call.id().isEmpty()) {
                function.put("id", call.id());
            }
            Map<String, Object> part = new LinkedHashMap<>(Map.of("functionCall", function));
            if (call == said.calls().getFirst()) {
                part.put("thoughtSignature", SIGNATURE);
            }
            parts.add(part);
        }
        return parts;
    }

    private static String response(String model, List<Map<String, Object>> parts, String ending, Said said) {
        Map<String, Object> candidate = new LinkedHashMap<>();
        candidate.put("content", Map.of("parts", parts, "role", "model"));
        candidate.put("index", 0);
        if (!ending.isEmpty() && !said.sources().isEmpty()) {
            candidate.put("groundingMetadata", grounding(said));
        }
        if (!ending.isEmpty()) {
            candidate.put("finishReason", reason(ending));
        }
        return Json.write(Map.of(
                "candidates",
                List.of(candidate),
                "usageMetadata",
                Map.of(
                        "promptTokenCount",
                        TestingChat.PROMPT_TOKENS,
                        "candidatesTokenCount",
                        said.tokens(),
                        "totalTokenCount",
                        TestingChat.PROMPT_TOKENS + said.tokens()),
                "modelVersion",
                model,
                "responseId",
                "resp-testing"));
    }

    private static Map<String, Object> grounding(Said said) {
        int start = said.before().getBytes(StandardCharsets.UTF_8).length;
        int end = said.text().getBytes(StandardCharsets.UTF_8).length;
        return Map.of(
                "groundingChunks",
                said.sources().stream()
                        .map(source -> Map.of("web", Map.of("uri", source.url(), "title", source.title())))
                        .toList(),
                "groundingSupports",
                List.of(Map.of(
                        "segment",
                        Map.of(
                                "startIndex",
                                start,
                                "endIndex",
                                end,
                                "text",
                                said.pieces().getLast()),
                        "groundingChunkIndices",
                        IntStream.range(0, said.sources().size()).boxed().toList())));
    }

    private static String reason(String ending) {
        return switch (ending) {
            case "length" -> "MAX_TOKENS";
            case "content_filter" -> "SAFETY";
            default -> "STOP";
        };
    }

    @Override
    public String error(int status, String message) {
        return Json.write(Map.of("error", Map.of("code", status, "message", message, "status", name(status))));
    }

    private static String name(int status) {
        return switch (status) {
            case 400 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            default -> "INTERNAL";
        };
    }

    /// An answer to the request for the list of models.
    public static TestingAnswer models(String... ids) {
        return TestingAnswers.json(Json.write(Map.of(
                "models",
                List.of(ids).stream()
                        .map(id -> Map.of(
                                "name",
                                "models/" + id,
                                "inputTokenLimit",
                                1000,
                                "supportedGenerationMethods",
                                List.of("generateContent")))
                        .toList())));
    }
}
