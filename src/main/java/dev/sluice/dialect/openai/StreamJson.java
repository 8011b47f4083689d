package dev.sluice.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.WireJson;
import dev.sluice.exchange.RefusedException;
import java.io.IOException;

/// [WireJson] under the name that this dialect's halves know.
final class StreamJson {
    private StreamJson() {}

    static JsonParser parser(byte[] json) throws IOException {
        return WireJson.parser(json);
    }

    static JsonNode tree(byte[] json) throws IOException {
        return WireJson.tree(json);
    }

    static ObjectNode object(byte[] json) throws IOException {
        return WireJson.object(json);
    }

    static ObjectNode object() {
        return WireJson.object();
    }

    static byte[] bytes(JsonNode tree) {
        return WireJson.bytes(tree);
    }

    static String text(JsonNode tree) {
        return WireJson.text(tree);
    }

    static RefusedException broken(String provider, IOException cause) {
        return WireJson.broken(provider, cause);
    }

    static RefusedException broken(String provider, String what) {
        return WireJson.broken(provider, what);
    }
}
