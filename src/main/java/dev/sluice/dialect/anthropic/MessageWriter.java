package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writes a reply as one message, whichever events it came in. A message that came whole keeps its bytes.
public final class MessageWriter {
    private MessageWriter() {}

    /// Pulls `reply` to its end and writes it; closing it is the caller's.
    ///
    /// @param provider for the words where the reply cannot go on
    /// @param model what a message that is made here names as its model
    /// @throws RefusedException when the reply cannot go on, is empty, or is larger than an answer may be
    public static byte[] write(ReplyStream reply, String provider, String model) {
        var events = new MessageEventWriter(model);
        var fold = new MessageFold();
        List<byte[]> written = new ArrayList<>();
        byte[] whole = null;
        try {
            for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
                if (event instanceof ReplyEvent.Whole answer) {
                    whole = answer.json();
                } else {
                    events.write(event, written);
                    fold(written, fold);
                }
            }
            if (whole != null) {
                return whole;
            }
            events.end(written);
            fold(written, fold);
            ObjectNode message = fold.message();
            if (message == null) {
                throw WireJson.broken(provider, "ended its stream without an answer");
            }
            return WireJson.bytes(message);
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private static void fold(List<byte[]> written, MessageFold fold) throws IOException {
        for (byte[] one : written) {
            fold.accept(one);
        }
        written.clear();
    }
}
