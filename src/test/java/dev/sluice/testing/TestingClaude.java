package dev.sluice.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Anthropic's messages.
public final class TestingClaude implements TestingVendor {
    @Override
    public String kind() {
        return "anthropic";
    }

    @Override
    public String base(String root) {
        return root + "/v1";
    }

    @Override
    public String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public String event(String json) {
        return "data: " + json + "\n\n";
    }

    @Override
    public List<String> stream(String model, Said said) {
        List<String> events = new ArrayList<>();
        events.add("{\"type\":\"message_start\",\"message\":{\"id\":\"msg_testing\",\"type\":\"message\","
                + "\"role\":\"assistant\",\"model\":\"" + model + "\",\"content\":[],\"stop_reason\":null,"
                + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":" + TestingChat.PROMPT_TOKENS
                + ",\"output_tokens\":0}}}");
        List<String> blocks = blocks(said);
        for (int index = 0; index < blocks.size(); index++) {
            boolean text = blocks.get(index).contains("\"type\":\"text\"");
            if (text) {
                pieces(index, said, events);
            } else {
                List<String> all = TestingAnthropic.events("end_turn", blocks.get(index));
                for (String event : all.subList(1, all.size() - 2)) {
                    if (!event.contains("ping")) {
                        events.add(event.replaceFirst("\"index\":0", "\"index\":" + index));
                    }
                }
            }
        }
        events.add("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason(said)
                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":" + said.tokens() + "}}");
        events.add("{\"type\":\"message_stop\"}");
        return events.stream()
                .map(event -> "event: " + Json.parse(event).path("type").asText() + "\n" + event(event))
                .toList();
    }

    /// Words that rest on sources are a block of their own, whose sources come first.
    private static void pieces(int index, Said said, List<String> events) {
        boolean cited = !said.sources().isEmpty();
        List<String> pieces = said.pieces();
        if (cited) {
            pieces = index == 0 ? List.of(said.before()) : List.of(said.pieces().getLast());
        }
        events.add("{\"type\":\"content_block_start\",\"index\":" + index + ",\"content_block\":"
                + TestingAnthropic.text("") + "}");
        for (Source source : index == 0 ? List.<Source>of() : said.sources()) {
            events.add("{\"type\":\"content_block_delta\",\"index\":" + index
                    + ",\"delta\":{\"type\":\"citations_delta\",\"citation\":" + citation(source) + "}}");
        }
        for (String piece : pieces) {
            events.add("{\"type\":\"content_block_delta\",\"index\":" + index
                    + ",\"delta\":{\"type\":\"text_delta\",\"text\":" + Json.write(piece) + "}}");
        }
        events.add("{\"type\":\"content_block_stop\",\"index\":" + index + "}");
    }

    private static List<String> blocks(Said said) {
        List<String> blocks = new ArrayList<>();
        if (!said.thought().isEmpty()) {
            blocks.add(TestingAnthropic.thinking(said.thought(), "signed"));
        }
        if (!said.sources().isEmpty()) {
            blocks.add(TestingAnthropic.text(said.before()));
            blocks.add(TestingAnthropic.text(said.pieces().getLast())
                    .replaceFirst("}$", ",\"citations\":[" + citations(said) + "]}"));
        } else if (!said.pieces().isEmpty()) {
            blocks.add(TestingAnthropic.text(said.text()));
        }
        said.calls().forEach(call -> blocks.add(TestingAnthropic.toolUse(call.id(), call.name(), call.arguments())));
        return blocks;
    }

    private static String citations(Said said) {
        return said.sources().stream().map(TestingClaude::citation).collect(Collectors.joining(","));
    }

    private static String citation(Source source) {
        return "{\"type\":\"web_search_result_location\",\"url\":" + Json.write(source.url()) + ",\"title\":"
                + Json.write(source.title()) + ",\"cited_text\":\"said there\",\"encrypted_index\":\"x\"}";
    }

    @Override
    public String whole(String model, Said said) {
        return "{\"id\":\"msg_testing\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"" + model
                + "\",\"content\":[" + String.join(",", blocks(said)) + "],\"stop_reason\":\"" + reason(said)
                + "\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":" + TestingChat.PROMPT_TOKENS
                + ",\"output_tokens\":" + said.tokens() + "}}";
    }

    private static String reason(Said said) {
        return switch (said.ending()) {
            case "length" -> "max_tokens";
            case "content_filter" -> "refusal";
            default -> said.calls().isEmpty() ? "end_turn" : "tool_use";
        };
    }

    @Override
    public String error(int status, String message) {
        return TestingAnthropic.error(name(status), message);
    }

    private static String name(int status) {
        return switch (status) {
            case 400, 413, 422 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> "api_error";
        };
    }
}
