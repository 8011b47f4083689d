package dev.sluice.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A function that a model may call.
///
/// @param description what it does, for the model; empty where the caller does not say
/// @param parameters a JSON schema of its arguments; an empty object where it has none
/// @param strict whether the arguments must follow the schema to the letter; null = unsaid
public record Tool(
        String name,
        String description,
        JsonNode parameters,
        @Nullable Boolean strict) {}
