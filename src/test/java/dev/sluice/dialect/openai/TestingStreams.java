package dev.sluice.dialect.openai;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Recorded streams and how a test tells what became of them.
final class TestingStreams {
    static final Path RECORDINGS = Path.of("src/test/recordings/openai");
    static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);

    record Event(String name, byte[] data) {}

    private TestingStreams() {}

    static List<String> names() {
        try (Stream<Path> files = Files.list(RECORDINGS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sse"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String file) {
        try {
            return Files.readString(RECORDINGS.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The events of a recording that has LF line ends and one blank line after each event.
    static List<Event> events(String name) {
        List<Event> events = new ArrayList<>();
        for (String block : text(name + ".sse").split("\n\n|\n$")) {
            String event = "";
            List<String> data = new ArrayList<>();
            for (String line : block.split("\n")) {
                if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("data: ")) {
                    data.add(line.substring(6));
                }
            }
            if (!data.isEmpty()) {
                events.add(new Event(event, bytes(String.join("\n", data))));
            }
        }
        return events;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// What a reader makes of a recording: one line for each event, `=n` for the very bytes of the n-th one sent.
    static String read(List<Event> events) {
        List<String> lines = new ArrayList<>();
        List<ReplyEvent> out = new ArrayList<>();
        var reader = new ChunkReader("fake", "asked", CLOCK);
        try {
            for (Event event : events) {
                reader.accept(event.name(), event.data(), out);
            }
            reader.end(out);
            tell(out, events, lines);
        } catch (RefusedException e) {
            tell(out, events, lines);
            lines.add(tell(e.failure()));
        }
        return String.join("\n", lines) + "\n";
    }

    static List<ReplyEvent> replies(String name) {
        List<ReplyEvent> out = new ArrayList<>();
        var reader = new ChunkReader("fake", "asked", CLOCK);
        events(name).forEach(event -> reader.accept(event.name(), event.data(), out));
        reader.end(out);
        return out;
    }

    private static void tell(List<ReplyEvent> out, List<Event> events, List<String> lines) {
        for (ReplyEvent event : out) {
            lines.add(
                    switch (event) {
                        case ReplyEvent.Chunk chunk -> tell(chunk.json(), events);
                        case ReplyEvent.Spent(var usage, var chunk) ->
                            "spent %d+%d (%d cached, %d reasoning) %s"
                                    .formatted(
                                            usage.input(),
                                            usage.output(),
                                            usage.cached(),
                                            usage.reasoning(),
                                            chunk == null ? "-" : tell(chunk.json(), events));
                        default -> event.toString();
                    });
        }
    }

    private static String tell(byte[] json, List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).data() == json) {
                return "=" + (i + 1);
            }
        }
        return steady(new String(json, StandardCharsets.UTF_8));
    }

    /// Made ids differ from run to run.
    static String steady(String json) {
        return json.replaceAll("chatcmpl-[A-Za-z0-9]{28}", "chatcmpl-*").replaceAll("call_[A-Za-z0-9]{24}", "call_*");
    }

    private static String tell(Failure failure) {
        return switch (failure) {
            case Failure.RefusedByUpstream refused ->
                "refused %d %s/%s: %s".formatted(refused.status(), refused.type(), refused.code(), refused.message());
            case Failure.UpstreamBroken broken -> "broken: " + broken.message();
            default -> failure.toString();
        };
    }
}
