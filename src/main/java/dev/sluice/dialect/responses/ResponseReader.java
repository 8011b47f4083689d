package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireJson;
import java.io.IOException;

/// Reads an upstream's response in one JSON object, and keeps its bytes.
public final class ResponseReader {
    private ResponseReader() {}

    /// @throws RefusedException where the answer reports an error, failed, or is no response
    public static ReplyEvent.Whole read(byte[] json, String provider, ErrorReading errors) {
        ObjectNode response;
        try {
            response = WireJson.object(json);
        } catch (IOException e) {
            throw broken(provider, "sent malformed JSON");
        }
        JsonNode error = response.path("error");
        if (error.isObject() && !error.isEmpty()) {
            throw new RefusedException(errors.read(WireJson.bytes(ResponseEventReader.error(error))));
        }
        if (!response.path("output").isArray() || !response.path("id").isTextual()) {
            throw broken(provider, "sent an answer that is no response");
        }
        if (!settled(response.path("status").asText("completed"))) {
            throw broken(provider, "sent a response that is not whole");
        }
        return new ReplyEvent.Whole(Dialect.OPENAI_RESPONSES, json, ResponseUsage.read(response.path("usage")));
    }

    private static boolean settled(String status) {
        return status.equals("completed") || status.equals("incomplete");
    }

    private static RefusedException broken(String provider, String what) {
        return new RefusedException(
                new Failure.UpstreamBroken(provider, "The provider '" + provider + "' " + what + ".", false));
    }
}
