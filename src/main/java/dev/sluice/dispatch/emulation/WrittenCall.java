package dev.sluice.dispatch.emulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/// A call that a model wrote in words.
///
/// @param arguments a JSON object as text
record WrittenCall(String name, String arguments) {
    private static final int MOST_MISSING = 3;

    /// Forgives what models get wrong in JSON.
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    /// Reads a call; null where the text is none.
    static @Nullable WrittenCall read(String text) {
        String json = ShapedChat.unfenced(text);
        for (int missing = 0; missing <= MOST_MISSING; missing++) {
            JsonNode call = tree(json + "}".repeat(missing));
            if (call != null) {
                return of(call);
            }
        }
        return null;
    }

    private static @Nullable WrittenCall of(JsonNode call) {
        JsonNode name = call.path("name");
        JsonNode arguments = call.has("arguments") ? call.path("arguments") : call.path("parameters");
        if (!name.isTextual()) {
            return null;
        }
        if (arguments.isTextual()) {
            JsonNode inner = tree(arguments.textValue());
            return inner == null || !inner.isObject() ? null : new WrittenCall(name.textValue(), inner.toString());
        }
        if (arguments.isMissingNode() || arguments.isNull()) {
            return new WrittenCall(name.textValue(), "{}");
        }
        return arguments.isObject() ? new WrittenCall(name.textValue(), arguments.toString()) : null;
    }

    private static @Nullable JsonNode tree(String json) {
        try {
            return LENIENT.readTree(json);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
