package dev.sluice.dialect.responses;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Looks at an event's top level and no deeper.
final class EventScan {
    private EventScan() {}

    /// What was found.
    ///
    /// @param number -1 where the event has none
    record Found(@Nullable String type, long number, boolean carriesResponse) {}

    /// @throws IOException where the text is no JSON object
    static Found of(byte[] json) throws IOException {
        String type = null;
        long number = -1;
        boolean response = false;
        try (JsonParser parser = WireJson.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "type" -> type = value == JsonToken.VALUE_STRING ? parser.getText() : type;
                    case "sequence_number" -> number = value == JsonToken.VALUE_NUMBER_INT ? number(parser) : number;
                    case "response" -> response = value == JsonToken.START_OBJECT;
                    default -> {}
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
        }
        return new Found(type, number, response);
    }

    private static long number(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : parser.getLongValue();
    }

    /// Whether an event of that type is the last of a response that came whole.
    static boolean ends(String type) {
        return type.equals("response.completed") || type.equals("response.incomplete");
    }
}
