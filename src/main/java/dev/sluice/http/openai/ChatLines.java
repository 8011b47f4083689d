package dev.sluice.http.openai;

import dev.sluice.batch.BatchEndpoint;
import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.dialect.openai.CompletionWriter;
import dev.sluice.dispatch.Dispatched;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Running;
import dev.sluice.telemetry.Trail;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// Chats as lines of a batch.
public final class ChatLines implements BatchDoor.LineWork {
    private final Clock clock;

    public ChatLines(Clock clock) {
        this.clock = clock;
    }

    @Override
    public byte[] answer(Running running, BatchEndpoint.Line line, Trail trail) {
        ChatRequest request = ChatRequestReader.read(line.body(), Map.of());
        if (request.stream()) {
            throw new RefusedException(new Failure.Invalid(
                    "A line of a batch cannot be answered as a stream.", "stream", "invalid_value", List.of()));
        }
        Dispatched begun = running.dispatcher().chat(request, trail, line.cancellation());
        try (var reply = begun.reply()) {
            return new CompletionWriter(begun.provider(), begun.model(), clock).write(reply);
        }
    }
}
