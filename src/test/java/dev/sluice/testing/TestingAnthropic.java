package dev.sluice.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a vendor that speaks Anthropic's dialect answers: the JSON texts, and the answers that give them. Prompts cost
/// 5 tokens, of which 2 came from the cache, answers 7.
public final class TestingAnthropic {
    private static final String USAGE =
            "{\"input_tokens\":3,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":2,\"output_tokens\":7}";

    private TestingAnthropic() {}

    /// A block of the answer, as the whole message has it.
    public static String text(String text) {
        return "{\"type\":\"text\",\"text\":" + Json.write(text) + "}";
    }

    public static String thinking(String thought, String signature) {
        return "{\"type\":\"thinking\",\"thinking\":" + Json.write(thought) + ",\"signature\":" + Json.write(signature)
                + "}";
    }

    public static String toolUse(String id, String name, String input) {
        return "{\"type\":\"tool_use\",\"id\":" + Json.write(id) + ",\"name\":" + Json.write(name) + ",\"input\":"
                + input + "}";
    }

    /// The whole message.
    public static String message(String stopReason, String... blocks) {
        return "{\"id\":\"msg_testing\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-testing\",\"content\":["
                + String.join(",", blocks) + "],\"stop_reason\":\"" + stopReason
                + "\",\"stop_sequence\":null,\"usage\":" + USAGE + ",\"unheard_of\":1.50}";
    }

    /// The same as the events of a stream, without their names. Texts come in pieces of a few letters.
    public static List<String> events(String stopReason, String... blocks) {
        List<String> events = new ArrayList<>();
        events.add("{\"type\":\"message_start\",\"message\":{\"id\":\"msg_testing\",\"type\":\"message\","
                + "\"role\":\"assistant\",\"model\":\"claude-testing\",\"content\":[],\"stop_reason\":null,"
                + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":3,\"cache_creation_input_tokens\":0,"
                + "\"cache_read_input_tokens\":2,\"output_tokens\":1}}}");
        for (int index = 0; index < blocks.length; index++) {
            block(index, blocks[index], events);
            if (index == 0) {
                events.add(2, "{\"type\": \"ping\"}");
            }
        }
        events.add("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + stopReason
                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":7}}");
        events.add("{\"type\":\"message_stop\"}");
        return events;
    }

    private static void block(int index, String json, List<String> events) {
        var block = Json.parse(json);
        String type = block.path("type").asText();
        String start = switch (type) {
            case "text" -> text("");
            case "thinking" -> thinking("", "");
            case "tool_use" ->
                toolUse(block.path("id").asText(), block.path("name").asText(), "{}");
            default -> json;
        };
        events.add("{\"type\":\"content_block_start\",\"index\":" + index + ",\"content_block\":" + start + "}");
        switch (type) {
            case "text" ->
                pieces(index, "text_delta", "text", block.path("text").asText(), events);
            case "thinking" -> {
                pieces(
                        index,
                        "thinking_delta",
                        "thinking",
                        block.path("thinking").asText(),
                        events);
                events.add(delta(
                        index,
                        "signature_delta",
                        "signature",
                        block.path("signature").asText()));
            }
            case "tool_use" -> {
                events.add(delta(index, "input_json_delta", "partial_json", ""));
                String input =
                        block.path("input").isEmpty() ? "" : block.path("input").toString();
                pieces(index, "input_json_delta", "partial_json", input, events);
            }
            default -> {}
        }
        events.add("{\"type\":\"content_block_stop\",\"index\":" + index + "}");
    }

    private static void pieces(int index, String type, String member, String text, List<String> events) {
        for (int at = 0; at < text.length(); at += 4) {
            events.add(delta(index, type, member, text.substring(at, Math.min(text.length(), at + 4))));
        }
    }

    private static String delta(int index, String type, String member, String text) {
        return "{\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":{\"type\":\"" + type + "\",\""
                + member + "\":" + Json.write(text) + "}}";
    }

    /// An error as a body and as an event.
    public static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":" + Json.write(message)
                + "},\"request_id\":\"req_testing\"}";
    }

    /// Events on the wire.
    public static String sse(List<String> events) {
        var text = new StringBuilder();
        for (String event : events) {
            text.append("event: ")
                    .append(Json.parse(event).path("type").asText())
                    .append("\ndata: ")
                    .append(event)
                    .append("\n\n");
        }
        return text.toString();
    }

    /// Whole or streamed, as asked.
    public static TestingAnswer reply(String stopReason, String... blocks) {
        return exchange -> {
            boolean streamed = exchange.streamed();
            String body = streamed ? sse(events(stopReason, blocks)) : message(stopReason, blocks);
            String type = streamed ? "text/event-stream; charset=utf-8" : "application/json";
            exchange.send(200, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
        };
    }

    /// A text, and nothing more.
    public static TestingAnswer says(String text) {
        return reply("end_turn", text(text));
    }

    /// An answer with an error status.
    public static TestingAnswer refuses(int status, String type, String message, Map<String, String> headers) {
        return exchange -> {
            var all = new java.util.LinkedHashMap<>(headers);
            all.put("Content-Type", "application/json");
            exchange.send(status, all, error(type, message).getBytes(StandardCharsets.UTF_8));
        };
    }

    /// The first events of a stream that says `words words words`, then `then`.
    public static TestingAnswer begins(int events, TestingAnswer then) {
        return exchange -> {
            exchange.head(200, Map.of("Content-Type", "text/event-stream", "Transfer-Encoding", "chunked"));
            List<String> all = events("end_turn", text("words words words"));
            exchange.chunk(sse(all.subList(0, events)).getBytes(StandardCharsets.UTF_8));
            then.answer(exchange);
        };
    }

    /// The answer to `GET /models`.
    public static String models(boolean more, String... ids) {
        List<String> rows = new ArrayList<>();
        for (String id : ids) {
            rows.add("{\"type\":\"model\",\"id\":\"" + id + "\",\"display_name\":\"" + id
                    + "\",\"created_at\":\"2025-09-29T00:00:00Z\"}");
        }
        return "{\"data\":[" + String.join(",", rows) + "],\"has_more\":" + more + ",\"first_id\":\"" + ids[0]
                + "\",\"last_id\":\"" + ids[ids.length - 1] + "\"}";
    }
}
