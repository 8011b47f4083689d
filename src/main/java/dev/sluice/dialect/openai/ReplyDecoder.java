package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes OpenAI's chunks and answers apart into neutral events, for callers that speak another dialect.
///
/// One decoder for one reply after the other, used by one thread.
public final class ReplyDecoder {
    private final String provider;
    private final ListedSources sources = new ListedSources();

    public ReplyDecoder(String provider) {
        this.provider = provider;
    }

    /// Adds what an event of [ChunkReader] or [CompletionReader] says.
    ///
    /// @throws RefusedException where it cannot be understood
    public void decode(ReplyEvent event, List<ReplyEvent> out) {
        try {
            switch (event) {
                case ReplyEvent.Chunk chunk -> choices(WireJson.object(chunk.json()), "delta", out);
                case ReplyEvent.Whole whole -> {
                    sources.reset();
                    choices(WireJson.object(whole.json()), "message", out);
                    out.add(new ReplyEvent.Spent(whole.usage(), null));
                }
                case ReplyEvent.Spent spent -> out.add(new ReplyEvent.Spent(spent.usage(), null));
                default -> out.add(event);
            }
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private void choices(ObjectNode answer, String member, List<ReplyEvent> out) throws IOException {
        sources.read(answer);
        sources.late(out);
        int position = 0;
        for (JsonNode choice : answer.path("choices")) {
            int index = ChunkChoices.index(choice.get("index"), position++, ChunkChoices.LIMIT);
            said(index, choice.path(member), out);
            String reason = CompletionReason.of(choice.get("finish_reason"));
            if (reason != null) {
                if (index == 0) {
                    sources.ended(out);
                }
                out.add(new ReplyEvent.Finished(index, reason));
            }
        }
    }

    private void said(int choice, JsonNode piece, List<ReplyEvent> out) throws IOException {
        String thought = text(piece.path("reasoning_content"));
        if (thought == null) {
            thought = text(piece.path("reasoning"));
        }
        if (thought != null) {
            out.add(new ReplyEvent.Thought(choice, thought));
        }
        for (JsonNode detail : piece.path(ReasoningDetails.NAME)) {
            detail(choice, detail, out);
        }
        String text = text(piece.path("content"));
        if (text == null) {
            // an answer in sound says in words what it says
            text = text(piece.path("audio").path("transcript"));
        }
        if (text != null) {
            out.add(new ReplyEvent.Text(choice, text));
        }
        for (JsonNode annotation : piece.path(UrlCitation.NAME)) {
            Citation citation = UrlCitation.read(annotation);
            if (citation != null) {
                sources.annotated(citation);
                out.add(new ReplyEvent.Cited(choice, citation));
            }
        }
        String refusal = text(piece.path("refusal"));
        if (refusal != null) {
            out.add(new ReplyEvent.Refused(choice, refusal));
        }
        int position = 0;
        for (JsonNode call : piece.path("tool_calls")) {
            int index = ChunkChoices.index(call.get("index"), position++, ChunkTools.LIMIT);
            JsonNode function = call.path("function");
            out.add(new ReplyEvent.ToolCall(
                    choice,
                    index,
                    text(call.path("id")),
                    text(function.path("name")),
                    function.path("arguments").asText("")));
        }
    }

    private static void detail(int choice, JsonNode detail, List<ReplyEvent> out) {
        String signature = text(detail.path("signature"));
        String data = text(detail.path("data"));
        if (signature != null) {
            out.add(new ReplyEvent.Signed(choice, signature));
        } else if (data != null) {
            out.add(new ReplyEvent.SealedThought(choice, data));
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
    }
}
