package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The name under which an event goes out: its own `type`.
final class EventName {
    /// Nearly every event: those that have a delta, as Anthropic writes them.
    private static final byte[] USUAL = "{\"type\":\"content_block_delta\"".getBytes(StandardCharsets.US_ASCII);

    private EventName() {}

    static String of(byte[] json) {
        if (startsAsUsual(json)) {
            return "content_block_delta";
        }
        try (JsonParser parser = WireJson.parser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean type = parser.currentName().equals("type");
                if (parser.nextToken() == JsonToken.VALUE_STRING && type) {
                    return oneLine(parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            // an event is read before it is written
        }
        return "message";
    }

    private static boolean startsAsUsual(byte[] json) {
        for (int at = 0; at < USUAL.length; at++) {
            if (at >= json.length || json[at] != USUAL[at]) {
                return false;
            }
        }
        return true;
    }

    private static String oneLine(String name) {
        return name.matches("[a-zA-Z0-9_.-]{1,64}") ? name : "message";
    }
}
