package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One schema of OpenAI's own API document, which a checkout need not have beside it.
public final class TestingSchema {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Read once: the document is large.
    private static final Map<String, TestingSchema> KNOWN = new ConcurrentHashMap<>();

    private final JsonSchema schema;

    private TestingSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /// The schema of one of the events that a response is streamed as, by its type.
    public static TestingSchema ofEvent(String type) throws IOException {
        JsonNode schemas = all();
        for (JsonNode option : schemas.at("/ResponseStreamEvent/anyOf")) {
            String name = option.path("$ref").asText().replaceAll(".*/", "");
            if (schemas.path(name).at("/properties/type/enum/0").asText().equals(type)) {
                return of(name);
            }
        }
        throw new AssertionError("OpenAI documents no event " + type);
    }

    /// The schema of what an operation answers when all is well. Skips the test where the document is not there.
    ///
    /// @param operation its method and its path as the document writes it, `get /files/{file_id}`
    /// @param type the content type of the answer
    public static TestingSchema ofAnswer(String operation, String type) throws IOException {
        String[] words = operation.split(" ", 2);
        JsonNode schema = document()
                .path("paths")
                .path(words[1])
                .path(words[0])
                .at("/responses/200/content")
                .path(type)
                .path("schema");
        assertThat(schema.isObject()).as(operation + " in " + type).isTrue();
        return compiled((ObjectNode) schema);
    }

    /// Skips the test where the document is not there.
    public static TestingSchema of(String name) throws IOException {
        if (!KNOWN.containsKey(name)) {
            KNOWN.put(name, read(name));
        }
        return Objects.requireNonNull(KNOWN.get(name));
    }

    private static TestingSchema read(String name) throws IOException {
        return compiled(MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name));
    }

    private static TestingSchema compiled(ObjectNode root) throws IOException {
        root.putObject("components").set("schemas", all());
        allowNull(root);
        return new TestingSchema(
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root));
    }

    /// All schemas of the document. Skips the test where it is not there.
    public static JsonNode all() throws IOException {
        return document().at("/components/schemas");
    }

    private static JsonNode document() throws IOException {
        Path document = find();
        assumeTrue(document != null, "shared/openai/openapi.json does not stand beside the project");
        return MAPPER.readTree(Objects.requireNonNull(document).toFile());
    }

    private static @Nullable Path find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path document = at.resolve("shared/openai/openapi.json");
            if (Files.exists(document)) {
                return document;
            }
        }
        return null;
    }

    /// The document is OpenAPI 3.1 and still says `nullable` here and there, which JSON Schema does not know.
    private static void allowNull(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("discriminator");
            if (object.path("nullable").asBoolean() && object.path("type").isTextual()) {
                String type = object.get("type").textValue();
                object.putArray("type").add(type).add("null");
                if (object.get("enum") instanceof ArrayNode values) {
                    values.addNull();
                }
            }
        }
        if (node instanceof ObjectNode object && object.path("nullable").asBoolean() && object.has("$ref")) {
            ArrayNode either = object.putArray("anyOf");
            either.addObject().set("$ref", object.remove("$ref"));
            either.addObject().put("type", "null");
        }
        node.forEach(TestingSchema::allowNull);
    }

    public void accepts(byte[] json) throws IOException {
        assertThat(schema.validate(MAPPER.readTree(json)))
                .as(new String(json, StandardCharsets.UTF_8))
                .isEmpty();
    }

    public boolean rejects(String json) throws IOException {
        return !schema.validate(MAPPER.readTree(json)).isEmpty();
    }
}
