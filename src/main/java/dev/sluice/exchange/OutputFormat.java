package dev.sluice.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The form that an answer's text is to have.
public sealed interface OutputFormat {
    record Text() implements OutputFormat {}

    /// Some JSON object.
    record JsonObject() implements OutputFormat {}

    /// JSON that follows a schema.
    ///
    /// @param strict whether to the letter; null = unsaid
    record JsonSchema(
            String name,
            @Nullable String description,
            JsonNode schema,
            @Nullable Boolean strict) implements OutputFormat {}
}
