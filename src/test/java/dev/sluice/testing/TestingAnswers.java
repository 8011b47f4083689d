package dev.sluice.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;

/// The answers upstreams give, well and badly behaved. A stream is answered with a stream unless the name says
/// otherwise.
public final class TestingAnswers {
    private static final String JSON = "application/json";

    private TestingAnswers() {}

    /// `text`, cut into words where it is streamed.
    public static TestingAnswer reply(String text) {
        String[] words = text.split("(?= )");
        return exchange -> {
            if (exchange.streamed()) {
                TestingStream.of(words).answer(exchange);
            } else {
                json(TestingChat.completion(exchange.request().model(), text, words.length))
                        .answer(exchange);
            }
        };
    }

    /// The last message's text back again.
    public static TestingAnswer echo() {
        return exchange -> {
            JsonNode messages = exchange.request().json().path("messages");
            JsonNode content = messages.path(messages.size() - 1).path("content");
            reply("You said: " + content.asText()).answer(exchange);
        };
    }

    /// Which parts the last message has: the type and the value of each.
    public static TestingAnswer partsSeen() {
        return exchange -> {
            JsonNode messages = exchange.request().json().path("messages");
            var seen = new StringJoiner(" ");
            for (JsonNode part : messages.path(messages.size() - 1).path("content")) {
                String type = part.path("type").asText();
                JsonNode value = part.path(type);
                seen.add(type + "=" + (value.isObject() ? value.path("url").asText() : value.asText()));
            }
            reply(seen.toString()).answer(exchange);
        };
    }

    /// Calls of these functions.
    public static TestingAnswer calls(TestingChat.Call... calls) {
        return exchange -> {
            if (exchange.streamed()) {
                TestingStream.of().withCalls(calls).answer(exchange);
            } else {
                json(TestingChat.completion(exchange.request().model(), List.of(calls)))
                        .answer(exchange);
            }
        };
    }

    /// A 200 with this JSON, whatever was asked for.
    public static TestingAnswer json(String body) {
        return body(200, JSON, body);
    }

    public static TestingAnswer body(int status, String contentType, String body) {
        return exchange ->
                exchange.send(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    /// A complete JSON answer even to a request for a stream.
    public static TestingAnswer jsonEvenToAStream(String text) {
        return exchange -> json(TestingChat.completion(exchange.request().model(), text, 1))
                .answer(exchange);
    }

    /// An error in OpenAI's shape.
    public static TestingAnswer error(int status, String message) {
        return error(status, message, "testing_code", Map.of());
    }

    public static TestingAnswer error(int status, String message, String code, Map<String, String> headers) {
        String body = Json.write(Map.of("error", Map.of("message", message, "type", "testing_error", "code", code)));
        return exchange -> {
            var all = new LinkedHashMap<>(headers);
            all.put("Content-Type", JSON);
            exchange.send(status, all, body.getBytes(StandardCharsets.UTF_8));
        };
    }

    /// 429 with `Retry-After`.
    public static TestingAnswer tooMany(int retryAfterSeconds) {
        return error(429, "slow down", "rate_limited", Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    public static TestingAnswer redirect(String location) {
        return exchange -> exchange.send(302, Map.of("Location", location), new byte[0]);
    }

    /// A reset connection instead of an answer.
    public static TestingAnswer reset() {
        return TestingExchange::reset;
    }

    /// No answer, ever.
    public static TestingAnswer silence() {
        return TestingExchange::waitForPeerToGo;
    }

    /// `answer`, not before `latch` opens.
    public static TestingAnswer after(CountDownLatch latch, TestingAnswer answer) {
        return exchange -> {
            exchange.waitFor(latch);
            answer.answer(exchange);
        };
    }

    /// A stream that ends without a word after `pieces` pieces.
    public static TestingAnswer cutAfter(int pieces) {
        return TestingStream.ofTokens(pieces + 2).withStep(pieces, TestingExchange::cut);
    }

    /// A stream that falls silent after `pieces` pieces.
    public static TestingAnswer stallAfter(int pieces) {
        return TestingStream.ofTokens(pieces + 2).withStep(pieces, TestingExchange::waitForPeerToGo);
    }

    /// A stream that says what is not JSON after `pieces` pieces.
    public static TestingAnswer malformedAfter(int pieces) {
        return TestingStream.ofTokens(pieces + 2)
                .withStep(pieces, exchange -> exchange.chunk("data: {\"id\":\n\n".getBytes(StandardCharsets.UTF_8)));
    }

    /// A stream in which the vendor itself reports an error after `pieces` pieces.
    public static TestingAnswer errorEventAfter(int pieces, String message) {
        String event = "data: " + Json.write(Map.of("error", Map.of("message", message, "type", "server_error")));
        return TestingStream.ofTokens(pieces)
                .withFinish("")
                .withoutUsage()
                .withDones(0)
                .withStep(pieces, exchange -> exchange.chunk((event + "\n\n").getBytes(StandardCharsets.UTF_8)));
    }

    /// One event of about `size` bytes in an otherwise sound stream.
    public static TestingAnswer hugeEvent(int size) {
        char[] letters = new char[size];
        Arrays.fill(letters, 'x');
        return TestingStream.of("small", new String(letters), "small");
    }

    /// An answer whose head never wants to end.
    public static TestingAnswer headerFlood() {
        return exchange -> {
            var headers = new LinkedHashMap<String, String>();
            for (int i = 0; i < 20_000; i++) {
                headers.put("X-Flood-" + i, "x".repeat(100));
            }
            exchange.send(200, headers, new byte[0]);
        };
    }

    /// JSON that was cut: its length says more than comes.
    public static TestingAnswer cutJson() {
        return exchange -> {
            exchange.head(200, Map.of("Content-Type", JSON, "Content-Length", "5000"));
            exchange.write("{\"id\":\"chatcmpl-cut\",\"choices\":[".getBytes(StandardCharsets.UTF_8));
            exchange.cut();
        };
    }

    /// The answer to `GET /models`.
    public static TestingAnswer models(String... ids) {
        List<Map<String, Object>> rows = Arrays.stream(ids)
                .map(id -> Map.<String, Object>of("id", id, "object", "model", "created", 1, "owned_by", "testing"))
                .toList();
        return json(Json.write(Map.of("object", "list", "data", rows)));
    }
}
