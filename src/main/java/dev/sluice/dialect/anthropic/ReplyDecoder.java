package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes Anthropic's events and messages apart into neutral events, for callers that speak another dialect. What
/// Anthropic's own tools did and the parts of documents that it cites have no neutral word and are left out.
///
/// One decoder for one reply after the other, used by one thread.
public final class ReplyDecoder {
    private final String provider;
    private final Map<Integer, Call> calls = new HashMap<>();
    private final List<Citation> sources = new ArrayList<>();
    private boolean called;

    /// How many characters of text have come, and how many before the block.
    private int said;

    private int before;

    /// A call that is being told.
    private static final class Call {
        /// Its position among the calls; -1 for the one whose input is the answer.
        private final int index;

        /// Its input where no piece of it comes.
        private final String whole;

        private boolean told;

        Call(int index, String whole) {
            this.index = index;
            this.whole = whole;
        }
    }

    public ReplyDecoder(String provider) {
        this.provider = provider;
    }

    /// Adds what an event of [EventReader] or [MessageReader] says.
    ///
    /// @throws RefusedException where it cannot be understood
    public void decode(ReplyEvent event, List<ReplyEvent> out) {
        try {
            switch (event) {
                case ReplyEvent.Chunk chunk -> read(WireJson.object(chunk.json()), out);
                case ReplyEvent.Whole whole -> {
                    for (ObjectNode one : MessageUnfolding.events(WireJson.object(whole.json()))) {
                        read(one, out);
                    }
                    out.add(new ReplyEvent.Spent(whole.usage(), null));
                }
                default -> out.add(event);
            }
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private void read(ObjectNode event, List<ReplyEvent> out) {
        switch (event.path("type").asText()) {
            case "message_start" -> {
                calls.clear();
                called = false;
                said = 0;
            }
            case "content_block_start" -> started(event.path("index").asInt(), event.path("content_block"), out);
            case "content_block_delta" -> delta(event.path("index").asInt(), event.path("delta"), out);
            case "content_block_stop" -> stopped(event.path("index").asInt(), out);
            case "message_delta" -> {
                JsonNode reason = event.path("delta").path("stop_reason");
                if (reason.isTextual()) {
                    out.add(new ReplyEvent.Finished(0, reason(reason.textValue())));
                }
            }
            default -> {}
        }
    }

    private String reason(String told) {
        String reason = StopReasons.neutral(told);
        // the answer's own tool is none of the caller's
        return reason.equals("tool_calls") && !called ? "stop" : reason;
    }

    private void started(int block, JsonNode start, List<ReplyEvent> out) {
        before = said;
        sources.clear();
        switch (start.path("type").asText()) {
            case "text" -> {
                start.path("citations").forEach(this::cite);
                text(start.path("text").asText(), out);
            }
            case "thinking" -> thought(start.path("thinking").asText(), out);
            case "redacted_thinking" ->
                out.add(new ReplyEvent.SealedThought(0, start.path("data").asText()));
            case "tool_use" -> {
                JsonNode input = start.path("input");
                String whole = input.isObject() && !input.isEmpty() ? WireJson.string(input) : "{}";
                String name = start.path("name").asText();
                boolean answer = name.equals(FormatWriter.ANSWER_TOOL);
                int index = answer ? -1 : callsSoFar();
                calls.put(block, new Call(index, whole));
                if (!answer) {
                    called = true;
                    out.add(new ReplyEvent.ToolCall(0, index, start.path("id").asText(), name, ""));
                }
            }
            default -> {}
        }
    }

    private int callsSoFar() {
        return (int) calls.values().stream().filter(call -> call.index >= 0).count();
    }

    private void delta(int block, JsonNode delta, List<ReplyEvent> out) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> text(delta.path("text").asText(), out);
            case "citations_delta" -> cite(delta.path("citation"));
            case "thinking_delta" -> thought(delta.path("thinking").asText(), out);
            case "signature_delta" -> {
                String signature = delta.path("signature").asText();
                if (!signature.isEmpty()) {
                    out.add(new ReplyEvent.Signed(0, signature));
                }
            }
            case "input_json_delta" -> {
                Call call = calls.get(block);
                if (call != null) {
                    piece(call, delta.path("partial_json").asText(), out);
                }
            }
            default -> {}
        }
    }

    private static void piece(Call call, String json, List<ReplyEvent> out) {
        if (json.isEmpty()) {
            return;
        }
        call.told = true;
        out.add(
                call.index < 0
                        ? new ReplyEvent.Text(0, json)
                        : new ReplyEvent.ToolCall(0, call.index, null, null, json));
    }

    /// A call without input has no pieces, and some relatives put the input into the start.
    private void stopped(int block, List<ReplyEvent> out) {
        Call call = calls.get(block);
        if (call != null && !call.told) {
            piece(call, call.whole, out);
        }
        sources.forEach(source -> out.add(new ReplyEvent.Cited(0, source.at(before, said))));
        sources.clear();
    }

    /// A source may be named before the text that rests on it.
    private void cite(JsonNode citation) {
        Citation source = WebCitation.read(citation);
        if (source != null) {
            sources.add(source);
        }
    }

    private void text(String text, List<ReplyEvent> out) {
        if (!text.isEmpty()) {
            said += Citation.length(text);
            out.add(new ReplyEvent.Text(0, text));
        }
    }

    private static void thought(String text, List<ReplyEvent> out) {
        if (!text.isEmpty()) {
            out.add(new ReplyEvent.Thought(0, text));
        }
    }
}
