package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.EventReply.Step;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the events that images, speech and transcriptions are streamed in. For one stream, and one thread.
///
/// The events pass as they are; what they cost is read from the last ones (`image_generation.completed`,
/// `image_edit.completed`, `transcript.text.done`, `speech.audio.done`; https://platform.openai.com/docs/api-reference,
/// read 2026-11-21). Some upstreams stream transcriptions as pieces of a chat; those end with `[DONE]`.
public final class EndpointEvents {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final String provider;
    private Usage usage = Usage.NONE;
    private boolean complete;

    public EndpointEvents(String provider) {
        this.provider = provider;
    }

    /// @param name of the event; empty where it has none
    /// @throws RefusedException where the event tells of an error, or is none
    public Step accept(String name, byte[] data) {
        if (Arrays.equals(data, DONE)) {
            complete = true;
            return new Step.Done();
        }
        try {
            ObjectNode event = WireJson.object(data);
            if (name.equals("error")
                    || CompletionErrors.isError(event)
                            && event.path("type").asText("").isEmpty()
                    || event.path("type").asText().equals("error")) {
                throw new RefusedException(CompletionErrors.inAnswer(provider, data));
            }
            look(event);
            return new Step.Message(name.equals("message") ? "" : name, data);
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private void look(JsonNode event) {
        String type = event.path("type").asText();
        complete |= type.endsWith(".completed") || type.endsWith(".done");
        if (event.path("usage").isObject()) {
            Usage told = JsonAnswers.usage(event);
            usage = new Usage(
                    usage.input() + told.input(),
                    usage.output() + told.output(),
                    usage.cached() + told.cached(),
                    usage.reasoning() + told.reasoning());
        }
    }

    /// The connection has ended.
    ///
    /// @throws RefusedException where nothing said that the answer has
    public void end() {
        if (!complete) {
            throw WireJson.broken(provider, "ended its answer before it was whole");
        }
    }

    public Usage usage() {
        return usage;
    }
}
