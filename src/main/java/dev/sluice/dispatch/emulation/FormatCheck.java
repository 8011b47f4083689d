package dev.sluice.dispatch.emulation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.OutputFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells whether a text has the form that a caller asked for.
///
/// Schemas come from callers: nothing that they refer to is fetched, and their patterns are matched in linear time.
final class FormatCheck {
    private static final int MOST_FLAWS = 5;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Document.MAX_DEPTH)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.add(iri -> () -> {
                throw new java.io.FileNotFoundException(String.valueOf(iri));
            })));

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .regularExpressionFactory(LinearPattern::of)
            .build();

    private final @Nullable JsonSchema schema;

    private FormatCheck(@Nullable JsonSchema schema) {
        this.schema = schema;
    }

    /// A check of what `format` says; a schema that cannot be understood is not checked, only that there is an object.
    static FormatCheck of(OutputFormat format) {
        return new FormatCheck(format instanceof OutputFormat.JsonSchema wanted ? compiled(wanted.schema()) : null);
    }

    private static @Nullable JsonSchema compiled(JsonNode schema) {
        try {
            JsonSchema compiled = SCHEMAS.getSchema(schema, CONFIG);
            compiled.initializeValidators();
            return compiled;
        } catch (RuntimeException e) {
            // what a provider makes of such a schema is its own affair
            return null;
        }
    }

    /// What is wrong with a text, in words for a model; empty where nothing is.
    Optional<String> flaw(String text) {
        JsonNode value;
        try {
            value = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return Optional.of("It is not valid JSON.");
        }
        if (schema == null) {
            return value.isObject() ? Optional.empty() : Optional.of("It is not one JSON object.");
        }
        try {
            Set<ValidationMessage> flaws = schema.validate(value);
            return flaws.isEmpty()
                    ? Optional.empty()
                    : Optional.of(flaws.stream()
                            .limit(MOST_FLAWS)
                            .map(ValidationMessage::getMessage)
                            .collect(Collectors.joining("; ")));
        } catch (JsonSchemaException | StackOverflowError e) {
            return Optional.empty();
        }
    }
}
