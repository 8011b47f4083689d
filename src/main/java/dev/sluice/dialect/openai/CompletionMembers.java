package dev.sluice.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.exchange.JsonText;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where one top-level member of a JSON object stands, so that it can be taken out or exchanged while every other byte
/// stays. Found in one pass, without a tree.
final class CompletionMembers {
    private final byte[] json;
    private final String name;
    private final int value;
    private final int valueEnd;
    private final int end;
    private final boolean empty;

    private CompletionMembers(byte[] json, String name, int value, int valueEnd, int end, boolean empty) {
        this.json = json;
        this.name = name;
        this.value = value;
        this.valueEnd = valueEnd;
        this.end = end;
        this.empty = empty;
    }

    /// Looks for the last member called `name`.
    static CompletionMembers find(byte[] json, String name) throws IOException {
        try (JsonParser parser = WireJson.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new WireFormatException("sent what is not a JSON object");
            }
            int value = -1;
            int valueEnd = -1;
            boolean empty = true;
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                empty = false;
                if (field.equals(name)) {
                    value = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    // a string is only skimmed until somebody asks for it
                    parser.finishToken();
                    valueEnd = (int) parser.currentLocation().getByteOffset();
                } else {
                    parser.skipChildren();
                }
            }
            int end = (int) parser.currentTokenLocation().getByteOffset();
            return new CompletionMembers(json, name, value, valueEnd, end, empty);
        }
    }

    /// The member's value as it came; null where the object has none.
    byte @Nullable [] value() {
        return value < 0 ? null : Arrays.copyOfRange(json, value, valueEnd);
    }

    /// The object's bytes with another value for the member, which is added at the end where there was none.
    byte[] with(byte[] replacement) {
        var out = new ByteArrayOutputStream(json.length + replacement.length + name.length() + 4);
        if (value >= 0) {
            out.write(json, 0, value);
            out.writeBytes(replacement);
            out.write(json, valueEnd, json.length - valueEnd);
        } else {
            out.write(json, 0, end);
            if (!empty) {
                out.write(',');
            }
            out.writeBytes(JsonText.quoted(name));
            out.write(':');
            out.writeBytes(replacement);
            out.write(json, end, json.length - end);
        }
        return out.toByteArray();
    }
}
