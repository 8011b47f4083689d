package dev.sluice.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// OpenAI's responses as an upstream that serves them writes them, and events of them as a caller sees them.
public final class TestingResponses {
    /// The upstream's own id; its letters are hexadecimal as OpenAI's are.
    public static final String ID = "resp_68f0a1b2c3d4";

    private TestingResponses() {}

    /// One event of a stream.
    public record Event(String name, String data) {
        public com.fasterxml.jackson.databind.JsonNode json() {
            return Json.parse(data);
        }
    }

    /// A message of `text`, whole or streamed as the request asks; a deletion is confirmed.
    public static TestingAnswer saying(String id, String text) {
        return exchange -> {
            if (exchange.request().method().equals("DELETE")) {
                TestingAnswers.json("{\"deleted\":true}").answer(exchange);
            } else if (exchange.streamed()) {
                stream(events(id, exchange.request().model(), text)).answer(exchange);
            } else {
                TestingAnswers.json(whole(id, exchange.request().model(), text)).answer(exchange);
            }
        };
    }

    /// These events, each with its name, and nothing after them.
    public static TestingAnswer stream(List<String> events) {
        return exchange -> {
            exchange.head(200, Map.of("Content-Type", "text/event-stream", "Transfer-Encoding", "chunked"));
            for (String event : events) {
                String name = Json.parse(event).path("type").asText();
                exchange.chunk(("event: " + name + "\ndata: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
            }
            exchange.lastChunk();
        };
    }

    public static String whole(String id, String model, String text) {
        return Json.write(response(id, model, "completed", List.of(message(text))));
    }

    /// A complete stream.
    public static List<String> events(String id, String model, String text) {
        return List.of(
                event(0, "response.created", Map.of("response", response(id, model, "in_progress", List.of()))),
                event(
                        1,
                        "response.output_text.delta",
                        Map.of(
                                "item_id",
                                "msg_68f0",
                                "output_index",
                                0,
                                "content_index",
                                0,
                                "delta",
                                text,
                                "logprobs",
                                List.of(),
                                "vendors_own",
                                1.10)),
                event(
                        2,
                        "response.completed",
                        Map.of("response", response(id, model, "completed", List.of(message(text))))));
    }

    private static String event(int number, String type, Map<String, Object> more) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("sequence_number", number);
        event.putAll(more);
        return Json.write(event);
    }

    private static Map<String, Object> message(String text) {
        return Map.of(
                "id",
                "msg_68f0",
                "type",
                "message",
                "role",
                "assistant",
                "status",
                "completed",
                "content",
                List.of(Map.of("type", "output_text", "text", text, "annotations", List.of(), "logprobs", List.of())));
    }

    private static Map<String, Object> response(String id, String model, String status, List<Object> output) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("id", id);
        response.put("object", "response");
        response.put("created_at", 1_700_000_000);
        response.put("status", status);
        response.put("model", model);
        response.put("output", output);
        response.put("vendors_own", 1.10);
        response.put("usage", Map.of("input_tokens", 5, "output_tokens", 2, "total_tokens", 7));
        return response;
    }

    /// The events of a stream's body; its pings are passed over.
    public static List<Event> parse(String body) {
        List<Event> events = new ArrayList<>();
        for (String block : body.split("\n\n")) {
            String[] lines = block.split("\n");
            if (lines.length == 2 && lines[0].startsWith("event: ") && lines[1].startsWith("data: ")) {
                events.add(new Event(lines[0].substring(7), lines[1].substring(6)));
            } else if (!block.startsWith(":")) {
                throw new AssertionError("no named event: " + block);
            }
        }
        return events;
    }
}
