package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;

/// Reads a message that came whole; it passes as the bytes that came.
public final class MessageReader {
    private MessageReader() {}

    /// @throws RefusedException when it reports an error, or is no message
    public static ReplyEvent.Whole read(byte[] json, String provider) {
        try {
            ObjectNode message = WireJson.object(json);
            if (message.path("type").asText().equals("error")
                    || message.path("error").isObject()) {
                throw new RefusedException(MessageErrors.inAnswer(provider, message));
            }
            if (!message.path("content").isArray()) {
                throw new WireFormatException("sent what is no message");
            }
            return new ReplyEvent.Whole(Dialect.ANTHROPIC, json, UsageTally.of(message.path("usage")));
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }
}
