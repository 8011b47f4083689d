package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A response that is made here from neutral events. Used by one thread.
///
/// Items follow each other as the model turns from thinking to speaking to calling; only calls may be open
/// together, since an upstream may tell of several at once.
final class ResponseComposition {
    private static final int FIRST = 0;
    private static final long LONGEST = 32L << 20;

    private final EventLine line;
    private final ObjectNode response;
    private final ArrayNode output;
    private final boolean asSummary;
    private final Map<String, OfferedTool> offered;
    private final Clock clock;
    private final Map<Integer, OpenCall> calls = new LinkedHashMap<>();
    private @Nullable OpenItem item;
    private @Nullable OpenMessage spoken;
    private @Nullable String reason;
    private int items;
    private int said;
    private long length;

    /// @param response the envelope, which is filled
    ResponseComposition(EventLine line, ObjectNode response, boolean asSummary, Clock clock) {
        this.line = line;
        this.response = response;
        this.output = (ArrayNode) response.path("output");
        this.asSummary = asSummary;
        this.offered = OfferedTool.of(response.path("tools"));
        this.clock = clock;
        tell("response.created");
        tell("response.in_progress");
    }

    private void tell(String type) {
        ObjectNode event = EventLine.of(type);
        event.set("response", response.deepCopy());
        line.add(event);
    }

    /// Takes the next event; a response has one choice.
    ///
    /// @throws IOException where the response gets larger than an answer may be
    void add(ReplyEvent event) throws IOException {
        length += length(event);
        if (length > LONGEST) {
            throw new IOException("more than " + LONGEST + " characters");
        }
        switch (event) {
            case ReplyEvent.Text(int choice, String delta)
            when choice == FIRST -> {
                message().say(delta, said);
                said += Citation.length(delta);
            }
            case ReplyEvent.Cited(int choice, Citation citation) when choice == FIRST -> cite(citation);
            case ReplyEvent.Refused(int choice, String delta)
            when choice == FIRST -> message().refuse(delta);
            case ReplyEvent.Thought(int choice, String delta)
            when choice == FIRST -> reasoning().think(delta);
            case ReplyEvent.Signed(int choice, String signature)
            when choice == FIRST -> reasoning().seal(ReasoningSeal.signature(signature));
            case ReplyEvent.SealedThought(int choice, String data)
            when choice == FIRST -> {
                endItem("completed");
                reasoning().seal(ReasoningSeal.sealed(data));
                endItem("completed");
            }
            case ReplyEvent.ToolCall call when call.choice() == FIRST -> call(call);
            case ReplyEvent.Finished(int choice, String why) when choice == FIRST -> finish(why);
            case ReplyEvent.Spent spent -> spend(spent.usage());
            default -> {}
        }
    }

    private void cite(Citation citation) {
        OpenMessage message = spoken;
        if (message != null) {
            message.cite(citation, said);
        }
    }

    private static int length(ReplyEvent event) {
        return switch (event) {
            case ReplyEvent.Text text -> text.delta().length();
            case ReplyEvent.Cited cited -> cited.citation().size();
            case ReplyEvent.Refused refused -> refused.delta().length();
            case ReplyEvent.Thought thought -> thought.delta().length();
            case ReplyEvent.ToolCall call -> call.arguments().length();
            default -> 0;
        };
    }

    private OpenMessage message() {
        if (item instanceof OpenMessage message) {
            return message;
        }
        endItem("completed");
        var message = new OpenMessage(line, output, items++);
        item = message;
        spoken = message;
        return message;
    }

    private OpenReasoning reasoning() {
        if (item instanceof OpenReasoning reasoning) {
            return reasoning;
        }
        endItem("completed");
        var reasoning = new OpenReasoning(line, output, items++, asSummary);
        item = reasoning;
        return reasoning;
    }

    private void call(ReplyEvent.ToolCall piece) {
        OpenCall call = calls.get(piece.index());
        if (call == null) {
            endItem("completed");
            String given = piece.name();
            String name = given == null ? "" : given;
            OfferedTool tool = offered.get(name);
            String namespace = tool == null ? "" : tool.namespace();
            String shown = tool == null ? name : tool.name();
            call = tool != null && tool.custom()
                    ? new OpenCustomCall(line, output, items++, piece.id(), namespace, shown)
                    : new OpenFunctionCall(line, output, items++, piece.id(), namespace, shown);
            calls.put(piece.index(), call);
        }
        call.add(piece.arguments());
    }

    private void endItem(String status) {
        if (item != null) {
            item.end(status);
            item = null;
        }
    }

    private void finish(String why) {
        if (reason != null) {
            return;
        }
        reason = why;
        if (items == 0 && !why.equals("content_filter")) {
            // an answer of nothing is an answer, too
            message().say("", said);
        }
        String status = incomplete(why) == null ? "completed" : "incomplete";
        endItem(status);
        calls.values().forEach(call -> call.end(status));
    }

    private static @Nullable String incomplete(String why) {
        return switch (why) {
            case "length" -> "max_output_tokens";
            case "content_filter" -> "content_filter";
            default -> null;
        };
    }

    private void spend(Usage usage) {
        response.set("usage", ResponseUsage.json(usage));
    }

    /// Tells the end of a reply that came whole, and gives the response.
    ObjectNode end() {
        finish("stop");
        String why = incomplete(String.valueOf(reason));
        response.put("status", why == null ? "completed" : "incomplete");
        if (why != null) {
            response.putObject("incomplete_details").put("reason", why);
        } else {
            response.put("completed_at", clock.instant().getEpochSecond());
        }
        tell(why == null ? "response.completed" : "response.incomplete");
        return response;
    }

    /// The response as far as it came.
    ObjectNode soFar() {
        ObjectNode copy = response.deepCopy();
        ArrayNode whole = copy.putArray("output");
        for (JsonNode one : output) {
            if (!one.isNull()) {
                whole.add(one);
            }
        }
        return copy;
    }
}
