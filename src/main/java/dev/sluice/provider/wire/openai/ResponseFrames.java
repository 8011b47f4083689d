package dev.sluice.provider.wire.openai;

import dev.sluice.dialect.openai.CompletionErrors;
import dev.sluice.dialect.responses.ErrorReading;
import dev.sluice.dialect.responses.ResponseEventReader;
import dev.sluice.dialect.responses.ResponseReader;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.provider.wire.FrameReader;
import java.util.List;

/// Reads a response, whole or event by event.
final class ResponseFrames implements FrameReader {
    private final String provider;
    private final ErrorReading errors;
    private final ResponseEventReader events;

    ResponseFrames(String provider) {
        this.provider = provider;
        this.errors = json -> CompletionErrors.inAnswer(provider, json);
        this.events = new ResponseEventReader(provider, errors);
    }

    @Override
    public void accept(String name, byte[] data, List<ReplyEvent> out) {
        events.accept(name, data, out);
    }

    @Override
    public void whole(byte[] json, List<ReplyEvent> out) {
        out.add(ResponseReader.read(json, provider, errors));
    }

    @Override
    public void end(List<ReplyEvent> out) {
        events.end();
    }

    @Override
    public boolean over() {
        return events.over();
    }
}
