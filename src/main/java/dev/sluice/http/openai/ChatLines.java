package dev.sluice.http.openai;

import dev.sluice.batch.BatchEndpoint.Line;
import dev.sluice.conversation.ResponseStore;
import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.dialect.openai.CompletionWriter;
import dev.sluice.dialect.openai.TextRequestReader;
import dev.sluice.dialect.openai.TextWriter;
import dev.sluice.dispatch.Dispatched;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.FileParts;
import dev.sluice.http.Running;
import dev.sluice.telemetry.Trail;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// Chats, texts and responses as lines of a batch.
public final class ChatLines implements BatchDoor.LineWork {
    private final Supplier<Turn> turns;

    private ChatLines(Supplier<Turn> turns) {
        this.turns = turns;
    }

    /// One line, read and answered in the words of its endpoint.
    interface Turn {
        /// @throws RefusedException where the line breaks a rule
        ChatRequest read(Line line);

        /// @return JSON in UTF-8
        byte[] write(Line line, ChatRequest request, Dispatched begun);
    }

    public static ChatLines chats(FileParts files, Clock clock) {
        return of(
                line -> read(files, line, ChatRequestReader::read),
                (request, begun) -> new CompletionWriter(begun.provider(), begun.model(), clock).write(begun.reply()));
    }

    public static ChatLines texts(FileParts files, Clock clock) {
        return of(
                line -> read(files, line, TextRequestReader::read),
                (request, begun) ->
                        new TextWriter(request, begun.provider(), begun.model(), clock).write(begun.reply()));
    }

    public static ChatLines responses(ResponseStore store, OpenResponses open, FileParts files, Clock clock) {
        return new ChatLines(() -> new ResponseTurn(store, open, files, clock));
    }

    private static ChatRequest read(
            FileParts files, Line line, BiFunction<byte[], Map<String, String>, ChatRequest> reader) {
        return files.inside(reader.apply(line.body(), Map.of()), "messages", line.owner(), reader);
    }

    private static ChatLines of(
            Function<Line, ChatRequest> reading, BiFunction<ChatRequest, Dispatched, byte[]> writing) {
        return new ChatLines(() -> new Turn() {
            @Override
            public ChatRequest read(Line line) {
                return reading.apply(line);
            }

            @Override
            public byte[] write(Line line, ChatRequest request, Dispatched begun) {
                return writing.apply(request, begun);
            }
        });
    }

    @Override
    public byte[] answer(Running running, Line line, Trail trail) {
        Turn turn = turns.get();
        ChatRequest request = turn.read(line);
        if (request.stream()) {
            throw new RefusedException(new Failure.Invalid(
                    "A line of a batch cannot be answered as a stream.", "stream", "invalid_value", List.of()));
        }
        Dispatched begun = running.dispatcher().chat(request, trail, line.cancellation());
        try (var reply = begun.reply()) {
            return turn.write(line, request, begun);
        }
    }
}
