package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.util.List;

/// Tells what a response says in neutral events, for who must know what passes through. A stream is told at its end, by
/// the event that carries the whole response.
final class ResponseDecoder {
    private ResponseDecoder() {}

    static void decode(ReplyEvent event, List<ReplyEvent> out) {
        try {
            switch (event) {
                case ReplyEvent.Whole whole -> {
                    said(WireJson.object(whole.json()), out);
                    out.add(new ReplyEvent.Spent(whole.usage(), null));
                }
                case ReplyEvent.Chunk chunk -> {
                    ObjectNode told = WireJson.object(chunk.json());
                    if (EventScan.ends(told.path("type").asText())) {
                        said(told.path("response"), out);
                    }
                }
                default -> out.add(event);
            }
        } catch (IOException e) {
            throw new RefusedException(new Failure.UpstreamBroken("", "The provider sent malformed JSON.", false), e);
        }
    }

    private static void said(JsonNode response, List<ReplyEvent> out) {
        int calls = 0;
        for (JsonNode item : response.path("output")) {
            switch (item.path("type").asText()) {
                case "function_call" ->
                    out.add(new ReplyEvent.ToolCall(
                            0,
                            calls++,
                            item.path("call_id").asText(),
                            item.path("name").asText(),
                            item.path("arguments").asText()));
                case "reasoning" -> {
                    item.path("summary").forEach(part -> out.add(new ReplyEvent.Thought(0, words(part))));
                    item.path("content").forEach(part -> out.add(new ReplyEvent.Thought(0, words(part))));
                }
                case "message" -> item.path("content").forEach(part -> part(part, out));
                default -> {}
            }
        }
        String why = response.path("incomplete_details").path("reason").asText("");
        String reason = calls > 0 ? "tool_calls" : "stop";
        out.add(new ReplyEvent.Finished(
                0, why.equals("max_output_tokens") ? "length" : why.equals("content_filter") ? why : reason));
    }

    private static void part(JsonNode part, List<ReplyEvent> out) {
        out.add(
                part.path("type").asText().equals("refusal")
                        ? new ReplyEvent.Refused(0, part.path("refusal").asText())
                        : new ReplyEvent.Text(0, words(part)));
    }

    private static String words(JsonNode part) {
        return part.path("text").asText();
    }
}
