package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.testing.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Requests and replies for the tests of this package.
final class TestingResponses {
    static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private TestingResponses() {}

    /// A request from JSON in which `'` stands for `"`.
    static ChatRequest request(String json) {
        return ResponseRequestReader.read(bytes(json), Map.of());
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /// What a stream's caller sees, and the response itself as the last.
    static List<JsonNode> streamed(String request, ReplyEvent... events) {
        var writer =
                new ResponseWriter(request(request.replaceFirst("\\{", "{'stream':true,")), null, "fake", "m", CLOCK);
        List<ResponseEvent> out = new ArrayList<>();
        for (ReplyEvent event : events) {
            writer.write(event, out);
        }
        ObjectNode response = writer.end(out);
        List<JsonNode> told = new ArrayList<>(parsed(out));
        told.add(response);
        return told;
    }

    static List<JsonNode> parsed(List<ResponseEvent> events) {
        return events.stream()
                .map(event -> Json.parse(new String(event.json(), StandardCharsets.UTF_8)))
                .toList();
    }

    static JsonNode whole(String request, ReplyEvent... events) {
        var writer = new ResponseWriter(request(request), null, "fake", "m", CLOCK);
        for (ReplyEvent event : events) {
            writer.write(event, new ArrayList<>());
        }
        writer.end(new ArrayList<>());
        return Json.parse(new String(writer.whole(), StandardCharsets.UTF_8));
    }

    static ReplyEvent text(String delta) {
        return new ReplyEvent.Text(0, delta);
    }

    static ReplyEvent thought(String delta) {
        return new ReplyEvent.Thought(0, delta);
    }

    static ReplyEvent finished(String reason) {
        return new ReplyEvent.Finished(0, reason);
    }
}
