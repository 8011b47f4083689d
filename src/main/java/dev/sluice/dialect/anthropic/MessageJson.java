package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// JSON as replies are read and written.
final class MessageJson {
    private MessageJson() {}

    /// A parser before the first token of one JSON text in UTF-8.
    static JsonParser parser(byte[] json) throws IOException {
        // a NUL in front means UTF-16 or UTF-32, which the parser would otherwise read
        if (json.length < 2 || json[0] == 0 || json[1] == 0) {
            throw new MessageFormatException("sent what is not JSON");
        }
        return WireJson.parser(json);
    }

    static JsonNode tree(byte[] json) throws IOException {
        try (JsonParser parser = parser(json)) {
            JsonNode tree = WireJson.tree(parser);
            if (tree == null || parser.nextToken() != null) {
                throw new MessageFormatException("sent what is not one JSON value");
            }
            return tree;
        } catch (NumberFormatException e) {
            throw new MessageFormatException("sent a number that cannot be read");
        }
    }

    static ObjectNode object(byte[] json) throws IOException {
        if (tree(json) instanceof ObjectNode object) {
            return object;
        }
        throw new MessageFormatException("sent what is not a JSON object");
    }

    static ObjectNode object() {
        return WireJson.object();
    }

    static byte[] bytes(JsonNode tree) {
        return WireJson.bytes(tree);
    }

    static String text(JsonNode tree) {
        return new String(bytes(tree), StandardCharsets.UTF_8);
    }

    /// The failure that a provider's unreadable words are.
    static RefusedException broken(String provider, IOException cause) {
        boolean known = cause instanceof MessageFormatException;
        return broken(provider, known ? String.valueOf(cause.getMessage()) : "sent malformed JSON");
    }

    static RefusedException broken(String provider, String what) {
        return new RefusedException(
                new Failure.UpstreamBroken(provider, "The provider '" + provider + "' " + what + ".", false));
    }
}
