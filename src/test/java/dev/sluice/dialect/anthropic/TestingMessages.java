package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How tests read and write replies.
final class TestingMessages {
    private TestingMessages() {}

    /// What a reader makes of events; the failure stands last, as its message.
    static List<ReplyEvent> read(List<String> events, List<RefusedException> failures) {
        List<ReplyEvent> out = new ArrayList<>();
        var reader = new EventReader("fake");
        try {
            events.forEach(event -> reader.accept("", event.getBytes(UTF_8), out));
            reader.end(out);
        } catch (RefusedException e) {
            failures.add(e);
        }
        return out;
    }

    static List<ReplyEvent> decoded(List<ReplyEvent> events) {
        List<ReplyEvent> out = new ArrayList<>();
        var decoder = new ReplyDecoder("fake");
        events.forEach(event -> decoder.decode(event, out));
        return out;
    }

    static List<String> written(List<ReplyEvent> events) {
        List<byte[]> out = new ArrayList<>();
        var writer = new MessageEventWriter("m");
        events.forEach(event -> writer.write(event, out));
        writer.end(out);
        return out.stream().map(json -> new String(json, UTF_8)).toList();
    }

    static String whole(List<ReplyEvent> events) {
        return new String(MessageWriter.write(stream(events), "fake", "m"), UTF_8);
    }

    static ReplyStream stream(List<ReplyEvent> events) {
        Iterator<ReplyEvent> left = events.iterator();
        return new ReplyStream() {
            @Override
            public @Nullable ReplyEvent next() {
                return left.hasNext() ? left.next() : null;
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }
}
