package dev.sluice.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON as upstreams send and are sent it: bounded in depth, numbers kept to the digit.
public final class WireJson {
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

    private WireJson() {}

    /// A parser before the first token of one JSON text in UTF-8.
    public static JsonParser parser(byte[] json) throws IOException {
        // a NUL in front means UTF-16 or UTF-32, which the parser would otherwise read
        if (json.length < 2 || json[0] == 0 || json[1] == 0) {
            throw new WireFormatException("sent what is not JSON");
        }
        return MAPPER.createParser(json);
    }

    /// The value at which `parser` stands, or the next one; null at the end.
    public static JsonNode tree(JsonParser parser) throws IOException {
        return MAPPER.readTree(parser);
    }

    /// The one value that a text holds.
    public static JsonNode tree(byte[] json) throws IOException {
        try (JsonParser parser = parser(json)) {
            JsonNode tree = tree(parser);
            if (tree == null || parser.nextToken() != null) {
                throw new WireFormatException("sent what is not one JSON value");
            }
            return tree;
        } catch (NumberFormatException e) {
            throw new WireFormatException("sent a number that cannot be read");
        }
    }

    /// The one object that a text holds.
    public static ObjectNode object(byte[] json) throws IOException {
        if (tree(json) instanceof ObjectNode object) {
            return object;
        }
        throw new WireFormatException("sent what is not a JSON object");
    }

    /// All JSON values of a text, one after the other, with white space or nothing between them.
    ///
    /// @throws IOException where something else is among them
    public static List<JsonNode> values(byte[] json) throws IOException {
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(json)) {
            return values.readAll();
        } catch (NumberFormatException e) {
            throw new IOException(e);
        }
    }

    /// The one object that somebody wrote as text; empty where it is something else.
    public static Optional<ObjectNode> objectIn(String text) {
        try {
            return values(text.getBytes(StandardCharsets.UTF_8)) instanceof List<JsonNode> values
                            && values.size() == 1
                            && values.getFirst() instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode list() {
        return MAPPER.createArrayNode();
    }

    /// A member's text; null where it is none.
    public static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    /// A member's truth; null where it has none.
    public static @Nullable Boolean flag(JsonNode node) {
        return node.isBoolean() ? Boolean.valueOf(node.booleanValue()) : null;
    }

    /// The failure that a provider's unreadable words are.
    public static RefusedException broken(String provider, IOException cause) {
        boolean known = cause instanceof WireFormatException;
        return broken(provider, known ? String.valueOf(cause.getMessage()) : "sent malformed JSON");
    }

    /// The same in words that go on after "The provider 'x' ".
    public static RefusedException broken(String provider, String what) {
        return new RefusedException(
                new Failure.UpstreamBroken(provider, "The provider '" + provider + "' " + what + ".", false));
    }

    public static String string(JsonNode tree) {
        return new String(bytes(tree), StandardCharsets.UTF_8);
    }

    public static byte[] bytes(JsonNode tree) {
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
}
