package dev.sluice.dialect.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// JSON taken apart and put together as text, so that what is not exchanged keeps its bytes. For JSON that has been
/// parsed before.
final class RawJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private RawJson() {}

    /// The text of one member of a document, which has it.
    static byte[] member(Document document, String name) {
        var others = new TreeSet<String>();
        document.tree().fieldNames().forEachRemaining(others::add);
        others.remove(name);
        return Objects.requireNonNull(
                members(document.spliced(Map.of(), others)).get(name));
    }

    /// The members of an object, in order.
    static Map<String, byte[]> members(byte[] object) {
        var members = new LinkedHashMap<String, byte[]>();
        try (JsonParser parser = FACTORY.createParser(object)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, value(object, parser));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return members;
    }

    /// The items of a list.
    static List<byte[]> items(byte[] list) {
        var items = new ArrayList<byte[]>();
        try (JsonParser parser = FACTORY.createParser(list)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(list, parser));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return items;
    }

    private static byte[] value(byte[] text, JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return Arrays.copyOfRange(text, start, (int) parser.currentLocation().getByteOffset());
    }

    static byte[] object(Map<String, byte[]> members) {
        var out = new ByteArrayOutputStream();
        out.write('{');
        members.forEach((name, value) -> {
            separate(out);
            out.writeBytes(JsonText.quoted(name));
            out.write(':');
            out.writeBytes(value);
        });
        out.write('}');
        return out.toByteArray();
    }

    static byte[] list(List<byte[]> items) {
        var out = new ByteArrayOutputStream();
        out.write('[');
        for (byte[] item : items) {
            separate(out);
            out.writeBytes(item);
        }
        out.write(']');
        return out.toByteArray();
    }

    private static void separate(ByteArrayOutputStream out) {
        if (out.size() > 1) {
            out.write(',');
        }
    }
}
