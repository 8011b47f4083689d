package dev.sluice.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A JSON object as a caller sent it: parsed once, its bytes kept, so that a member of its top level can be exchanged
/// while all others travel untouched, numbers to the digit.
///
/// Immutable; the tree is shared and must not be changed.
public final class Document {
    /// How deep a document may nest.
    public static final int MAX_DEPTH = 100;

    // a value of two bytes becomes an object of a hundred: without this, 10 MB of "{}" are some 300 MB of tree
    private static final long MAX_TOKENS = 1_000_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(10_000)
                            .maxNumberLength(1_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final byte[] bytes;
    private final ObjectNode tree;
    private final Map<String, Member> members;

    /// Where a member stands: its name's first quote, its value's first byte, and the byte after its value.
    private record Member(int name, int value, int end) {}

    private Document(byte[] bytes, ObjectNode tree, Map<String, Member> members) {
        this.bytes = bytes;
        this.tree = tree;
        this.members = members;
    }

    /// Reads a JSON object in UTF-8; the array must not be changed afterwards.
    ///
    /// @throws RefusedException with a [Failure.Invalid] where it is none, nests too deep, or names a member twice
    public static Document parse(byte[] bytes) {
        requireUtf8(bytes);
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw invalid("The body must be a JSON object.", "invalid_json");
            }
            return members(bytes, parser);
        } catch (StreamConstraintsException e) {
            throw invalid(
                    "The body is beyond what is read: it nests deeper than " + MAX_DEPTH
                            + " levels, holds more than " + MAX_TOKENS
                            + " values, or a number or name that is too long.",
                    "invalid_json");
        } catch (NumberFormatException e) {
            throw invalid("The body holds a number whose exponent is beyond what is read.", "invalid_json");
        } catch (JsonProcessingException e) {
            throw invalid("The body is not valid JSON" + position(e) + ".", "invalid_json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document members(byte[] bytes, JsonParser parser) throws IOException {
        ObjectNode tree = MAPPER.createObjectNode();
        Map<String, Member> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int nameAt = (int) parser.currentTokenLocation().getByteOffset();
            parser.nextToken();
            int valueAt = (int) parser.currentTokenLocation().getByteOffset();
            JsonNode value = MAPPER.readTree(parser);
            int end = (int) parser.currentLocation().getByteOffset();
            if (members.put(name, new Member(nameAt, valueAt, end)) != null) {
                throw new RefusedException(new Failure.Invalid(
                        "The body names '" + name + "' twice.",
                        name,
                        "duplicate_key",
                        List.of(new Failure.Detail(List.of("body", name), "named twice", "duplicate_key"))));
            }
            tree.set(name, value);
        }
        if (parser.nextToken() != null) {
            throw invalid("The body holds more than one JSON value.", "invalid_json");
        }
        return new Document(bytes, tree, members);
    }

    private static void requireUtf8(byte[] bytes) {
        if (bytes.length == 0) {
            throw invalid("The body is empty; send a JSON object.", "invalid_json");
        }
        // a NUL in front means UTF-16 or UTF-32, which the parser would otherwise read
        boolean wide = bytes[0] == 0 || bytes.length > 1 && bytes[1] == 0;
        if (wide || !utf8(bytes)) {
            throw invalid("The body is not UTF-8.", "invalid_encoding");
        }
    }

    private static boolean utf8(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(Math.min(bytes.length, 8192));
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            out.clear();
        }
    }

    private static String position(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static RefusedException invalid(String message, String code) {
        return new RefusedException(
                new Failure.Invalid(message, null, code, List.of(new Failure.Detail(List.of("body"), message, code))));
    }

    /// The document as it came.
    public byte[] bytes() {
        return bytes;
    }

    /// The document read; floating-point numbers are exact decimals.
    public ObjectNode tree() {
        return tree;
    }

    /// The bytes of one member's value, as they came.
    public Optional<byte[]> member(String name) {
        return Optional.ofNullable(members.get(name)).map(at -> Arrays.copyOfRange(bytes, at.value(), at.end()));
    }

    /// The same with one top-level member exchanged or added; its value is a JSON text.
    public Document with(String name, byte[] value) {
        return parse(spliced(Map.of(name, value), Set.of()));
    }

    /// The document's bytes with some top-level members exchanged or added (values are JSON texts) and some left out.
    public byte[] spliced(Map<String, byte[]> values, Set<String> without) {
        var out = new ByteArrayOutputStream(bytes.length + 128);
        out.write('{');
        members.forEach((name, member) -> {
            if (!without.contains(name)) {
                comma(out);
                byte[] value = values.get(name);
                if (value == null) {
                    out.write(bytes, member.name, member.end - member.name);
                } else {
                    out.write(bytes, member.name, member.value - member.name);
                    out.writeBytes(value);
                }
            }
        });
        values.forEach((name, value) -> {
            if (!members.containsKey(name)) {
                comma(out);
                out.writeBytes(JsonText.quoted(name));
                out.write(':');
                out.writeBytes(value);
            }
        });
        out.write('}');
        return out.toByteArray();
    }

    private static void comma(ByteArrayOutputStream out) {
        if (out.size() > 1) {
            out.write(',');
        }
    }
}
