package dev.sluice.dialect.responses;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// JSON as responses are read and written: bounded in depth, numbers kept to the digit.
final class ResponseJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Document.MAX_DEPTH)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(10_000)
                            .maxNumberLength(1_000)
                            .build())
                    // every stream is read by a virtual thread of its own, so buffers kept per thread would pile up
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    // names come from upstreams: they must not live as long as the JVM
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ResponseJson() {}

    /// A parser before the first token of one JSON text in UTF-8.
    static JsonParser parser(byte[] json) throws IOException {
        // a NUL in front means UTF-16 or UTF-32, which the parser would otherwise read
        if (json.length < 2 || json[0] == 0 || json[1] == 0) {
            throw new IOException("not JSON in UTF-8");
        }
        return MAPPER.createParser(json);
    }

    /// @throws IOException where the text is not one JSON object
    static ObjectNode object(byte[] json) throws IOException {
        try (JsonParser parser = parser(json)) {
            JsonNode tree = MAPPER.readTree(parser);
            if (tree instanceof ObjectNode object && parser.nextToken() == null) {
                return object;
            }
            throw new IOException("not one JSON object");
        } catch (NumberFormatException e) {
            throw new IOException(e);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode list() {
        return MAPPER.createArrayNode();
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonGenerationException e) {
            // half of a surrogate pair, which only an escape can carry
            return escaped(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] escaped(JsonNode tree) {
        try {
            return MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    static @Nullable Boolean flag(JsonNode node) {
        return node.isBoolean() ? Boolean.valueOf(node.booleanValue()) : null;
    }
}
