package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/// Puts further members into a request. Gemini refuses names that it does not know, so a caller's travel only where
/// they are known; an operator's always do.
final class RequestMembers {
    private static final String GENERATION = "generationConfig";

    private static final Map<String, String> TOP = Map.of(
            "safetySettings", "safetySettings",
            "safety_settings", "safetySettings",
            "cachedContent", "cachedContent",
            "cached_content", "cachedContent");

    private static final Map<String, String> GENERATING = Map.ofEntries(
            Map.entry("responseModalities", "responseModalities"),
            Map.entry("response_modalities", "responseModalities"),
            Map.entry("mediaResolution", "mediaResolution"),
            Map.entry("media_resolution", "mediaResolution"),
            Map.entry("speechConfig", "speechConfig"),
            Map.entry("speech_config", "speechConfig"),
            Map.entry("imageConfig", "imageConfig"),
            Map.entry("image_config", "imageConfig"),
            Map.entry("thinkingConfig", "thinkingConfig"),
            Map.entry("thinking_config", "thinkingConfig"));

    /// What OpenAI calls otherwise, for operators that write `request: { temperature: 0.7 }` for every kind.
    private static final Map<String, String> OF_OPENAI = Map.ofEntries(
            Map.entry("top_p", "topP"),
            Map.entry("top_k", "topK"),
            Map.entry("max_tokens", "maxOutputTokens"),
            Map.entry("max_completion_tokens", "maxOutputTokens"),
            Map.entry("stop", "stopSequences"),
            Map.entry("n", "candidateCount"),
            Map.entry("presence_penalty", "presencePenalty"),
            Map.entry("frequency_penalty", "frequencyPenalty"));

    private static final Set<String> OWN = Set.of(
            "temperature",
            "topP",
            "topK",
            "maxOutputTokens",
            "stopSequences",
            "candidateCount",
            "seed",
            "presencePenalty",
            "frequencyPenalty",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema");

    private RequestMembers() {}

    static void callers(Map<String, JsonNode> others, ObjectNode body) {
        others.forEach((name, value) -> {
            if (TOP.containsKey(name)) {
                body.set(TOP.get(name), value);
            } else if (GENERATING.containsKey(name)) {
                merge(body.withObjectProperty(GENERATION), GENERATING.get(name), value);
            } else if (name.equals(GENERATION) || name.equals("generation_config")) {
                merge(body, GENERATION, value);
            }
        });
    }

    static void operators(ObjectNode overrides, ObjectNode body) {
        overrides.properties().forEach(member -> {
            String name = member.getKey();
            String generating = OWN.contains(name) ? name : OF_OPENAI.getOrDefault(name, GENERATING.get(name));
            if (generating != null) {
                merge(body.withObjectProperty(GENERATION), generating, listed(generating, member.getValue()));
            } else {
                merge(body, TOP.getOrDefault(name, name), member.getValue());
            }
        });
        if (body.path(GENERATION).isObject() && body.path(GENERATION).isEmpty()) {
            body.remove(GENERATION);
        }
    }

    private static JsonNode listed(String name, JsonNode value) {
        return name.equals("stopSequences") && value.isTextual()
                ? JsonNodeFactory.instance.arrayNode().add(value)
                : value;
    }

    private static void merge(ObjectNode into, String name, JsonNode value) {
        if (value.isNull()) {
            into.remove(name);
        } else if (value.isObject() && into.get(name) instanceof ObjectNode there) {
            value.properties().forEach(member -> merge(there, member.getKey(), member.getValue()));
        } else {
            into.set(name, value.deepCopy());
        }
    }
}
