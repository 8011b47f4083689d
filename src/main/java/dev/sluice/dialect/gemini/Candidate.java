package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One candidate of a reply, as far as it has come. Used by one thread.
final class Candidate {
    private final int index;
    private final Grounding grounding = new Grounding();
    private int calls;

    /// A signature that nothing has followed yet: the sources of its text come behind it and are told before it, while
    /// the text still goes on.
    private ReplyEvent.@Nullable Signed held;

    private @Nullable String reason;

    Candidate(int index) {
        this.index = index;
    }

    /// @param replyId Gemini's id of the reply; may be empty
    void take(JsonNode candidate, String replyId, List<ReplyEvent> out) throws FinishReason.Broken {
        for (JsonNode part : candidate.path("content").path("parts")) {
            part(part, replyId, out);
        }
        grounding.take(candidate.path("groundingMetadata"));
        String said = FinishReason.of(candidate.path("finishReason").asText(""));
        reason = said == null ? reason : said;
    }

    /// Tells what was kept back, and the end.
    void end(List<ReplyEvent> out) {
        grounding.tell(index, out);
        release(out);
        out.add(new ReplyEvent.Finished(index, reason()));
    }

    private void release(List<ReplyEvent> out) {
        if (held != null) {
            out.add(held);
            held = null;
        }
    }

    boolean finished() {
        return reason != null;
    }

    /// OpenAI's word for its end.
    String reason() {
        return calls > 0 && "stop".equals(reason) ? "tool_calls" : String.valueOf(reason);
    }

    private void part(JsonNode part, String replyId, List<ReplyEvent> out) {
        JsonNode call = part.path("functionCall");
        boolean thought = part.path("thought").asBoolean();
        String text = part.path("text").asText("");
        if (thought && !text.isEmpty()) {
            release(out);
            out.add(new ReplyEvent.Thought(index, text));
        }
        String signature = part.path("thoughtSignature").asText("");
        if (!signature.isEmpty()) {
            release(out);
            int at = call.isObject() ? calls : -1;
            held = new ReplyEvent.Signed(index, new Signature(at, signature).kept());
        }
        if (call.isObject()) {
            release(out);
            out.add(call(call, replyId));
        } else if (!thought && !text.isEmpty()) {
            said(text, out);
        } else if (part.path("inlineData").isObject() && !thought) {
            said(picture(part.path("inlineData")), out);
        }
    }

    private void said(String text, List<ReplyEvent> out) {
        release(out);
        grounding.said(text);
        out.add(new ReplyEvent.Text(index, text));
    }

    private ReplyEvent call(JsonNode call, String replyId) {
        String id = call.path("id").asText("");
        JsonNode args = call.path("args");
        String arguments = args.isObject() ? new String(WireJson.bytes(args), StandardCharsets.UTF_8) : "{}";
        int at = calls++;
        return new ReplyEvent.ToolCall(
                index,
                at,
                id.isEmpty() ? made(replyId, at) : id,
                call.path("name").asText(""),
                arguments);
    }

    /// Older models name no calls; this name is the same whenever the same reply is read.
    private String made(String replyId, int at) {
        String reply = replyId.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : replyId;
        return "call_" + reply + "_" + (index == 0 ? "" : index + "_") + at;
    }

    /// A picture within an answer has no event of its own; Markdown shows it.
    private static String picture(JsonNode data) {
        return "![](data:" + data.path("mimeType").asText("image/png") + ";base64,"
                + data.path("data").asText("") + ")";
    }
}
