package dev.sluice.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// How one vendor says what every vendor can say, whole or streamed, as it is asked. Prompts cost 5 tokens, answers one
/// for each piece and call.
public interface TestingVendor {

    /// What an answer holds.
    ///
    /// @param thought reasoning, empty for none
    /// @param pieces the text as it is streamed
    /// @param ending `stop`, `length` or `content_filter`
    /// @param sources of the last piece
    record Said(
            String thought, List<String> pieces, List<TestingChat.Call> calls, String ending, List<Source> sources) {

        public Said(String thought, List<String> pieces, List<TestingChat.Call> calls, String ending) {
            this(thought, pieces, calls, ending, List.of());
        }

        /// The text before the last piece.
        public String before() {
            return String.join("", pieces.subList(0, pieces.size() - 1));
        }

        public String text() {
            return String.join("", pieces);
        }

        public int tokens() {
            return pieces.size() + calls.size();
        }
    }

    /// What a part of an answer rests on.
    record Source(String url, String title) {}

    /// The kind of provider that speaks to it.
    String kind();

    /// Its `base-url` where its host is `root`.
    String base(String root);

    /// The content type of a stream.
    String streamType();

    /// The stream, each event with what separates it from the next; the last ones tell the end.
    List<String> stream(String model, Said said);

    /// The same as one JSON answer.
    String whole(String model, Said said);

    /// The body of a refusal, and of an error inside a stream.
    String error(int status, String message);

    /// One event of a stream.
    String event(String json);

    default TestingAnswer text(String... pieces) {
        return says(new Said("", List.of(pieces), List.of(), "stop"));
    }

    default TestingAnswer calls(TestingChat.Call... calls) {
        return says(new Said("", List.of(), List.of(calls), "stop"));
    }

    default TestingAnswer reasoning(String thought, String text) {
        return says(new Said(thought, List.of(text), List.of(), "stop"));
    }

    /// An answer whose last piece rests on sources.
    default TestingAnswer cited(List<String> pieces, Source... sources) {
        return says(new Said("", pieces, List.of(), "stop", List.of(sources)));
    }

    /// An answer that ended by `length` or `content_filter`.
    default TestingAnswer ended(String text, String ending) {
        return says(new Said("", List.of(text), List.of(), ending));
    }

    default TestingAnswer says(Said said) {
        return exchange -> {
            if (exchange.streamed()) {
                streamed(said).answer(exchange);
            } else {
                whole(said).answer(exchange);
            }
        };
    }

    /// A stream, whatever was asked for.
    default TestingAnswer streamed(Said said) {
        return exchange -> {
            begin(exchange);
            for (String event : stream(exchange.request().model(), said)) {
                send(exchange, event);
            }
            exchange.lastChunk();
        };
    }

    /// A JSON answer, whatever was asked for.
    default TestingAnswer whole(Said said) {
        return exchange ->
                TestingAnswers.json(whole(exchange.request().model(), said)).answer(exchange);
    }

    default TestingAnswer refusal(int status, String message) {
        return TestingAnswers.body(status, "application/json", error(status, message));
    }

    /// A stream that ends before its end is told.
    default TestingAnswer cutAfter(String piece) {
        return broken(piece, TestingExchange::lastChunk);
    }

    /// A stream in which the vendor reports an error.
    default TestingAnswer errorAfter(String piece, String message) {
        return broken(piece, exchange -> {
            send(exchange, event(error(500, message)));
            exchange.lastChunk();
        });
    }

    default TestingAnswer malformedAfter(String piece) {
        return broken(piece, exchange -> {
            send(exchange, event("{\"id\":"));
            exchange.lastChunk();
        });
    }

    default TestingAnswer stallAfter(String piece) {
        return broken(piece, TestingExchange::waitForPeerToGo);
    }

    private TestingAnswer broken(String piece, TestingAnswer ending) {
        var said = new Said("", List.of(piece, "never said"), List.of(), "stop");
        return exchange -> {
            begin(exchange);
            for (String event : stream(exchange.request().model(), said)) {
                send(exchange, event);
                if (event.contains(piece)) {
                    break;
                }
            }
            ending.answer(exchange);
        };
    }

    private void begin(TestingExchange exchange) throws IOException {
        exchange.head(200, Map.of("Content-Type", streamType(), "Transfer-Encoding", "chunked"));
    }

    private static void send(TestingExchange exchange, String text) throws IOException {
        exchange.chunk(text.getBytes(StandardCharsets.UTF_8));
    }
}
