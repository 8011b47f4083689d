package dev.sluice.testing;

import java.util.ArrayList;
import java.util.List;

/// Anthropic's way to say what every vendor can say.
public final class TestingClaude implements TestingVendor {
    public static final String SIGNATURE = "c2lnbmVk";

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
        return "text/event-stream";
    }

    @Override
    public String event(String json) {
        return TestingAnthropic.sse(List.of(json));
    }

    @Override
    public List<String> stream(String model, Said said) {
        return TestingAnthropic.events(reason(said), blocks(said)).stream()
                .map(this::event)
                .toList();
    }

    @Override
    public String whole(String model, Said said) {
        return TestingAnthropic.message(reason(said), blocks(said));
    }

    private static String[] blocks(Said said) {
        List<String> blocks = new ArrayList<>();
        if (!said.thought().isEmpty()) {
            blocks.add(TestingAnthropic.thinking(said.thought(), SIGNATURE));
        }
        if (!said.text().isEmpty()) {
            blocks.add(TestingAnthropic.text(said.text()));
        }
        said.calls().forEach(call -> blocks.add(TestingAnthropic.toolUse(call.id(), call.name(), call.arguments())));
        return blocks.toArray(String[]::new);
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
        return TestingAnthropic.error(status == 400 ? "invalid_request_error" : "api_error", message);
    }
}
