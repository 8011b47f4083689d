package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Compares the rules with OpenAI's published document, where a copy of it lies beside the project.
class OpenAiDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "shared", "openai", "openapi.json");

    @Test
    void everyParameterOfAChatHasARule() throws IOException {
        assumeTrue(Files.exists(DOCUMENT), "no copy of OpenAI's document at " + DOCUMENT);
        JsonNode schemas =
                new JsonMapper().readTree(DOCUMENT.toFile()).path("components").path("schemas");
        Set<String> parameters = new TreeSet<>();
        collect(schemas, schemas.path("CreateChatCompletionRequest"), parameters);
        assertThat(parameters).contains("messages", "temperature", "metadata");
        assertThat(ChatRules.SHAPE.names()).containsAll(parameters);
    }

    private static void collect(JsonNode schemas, JsonNode schema, Set<String> names) {
        String reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            collect(schemas, schemas.path(reference.substring(reference.lastIndexOf('/') + 1)), names);
        }
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        schema.path("allOf").forEach(part -> collect(schemas, part, names));
    }
}
