package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.JsonText;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Writes a reply as one chat completion, whichever events it came in.
///
/// An answer that came whole keeps its bytes; only its `provider` is ours. One writer for one reply, used by one
/// thread.
public final class CompletionWriter {
    /// The most bytes that one answer may have.
    static final long LIMIT = 32L << 20;

    private final String provider;
    private final String model;
    private final Clock clock;
    private @Nullable CompletionFold fold;
    private ReplyEvent.@Nullable Whole whole;

    /// @param provider the name that the answer carries
    /// @param model what an answer that is made here names as its model
    public CompletionWriter(String provider, String model, Clock clock) {
        this.provider = provider;
        this.model = model;
        this.clock = clock;
    }

    /// Pulls `reply` to its end and writes it; closing it is the caller's.
    ///
    /// @throws RefusedException when the reply cannot go on, is empty, or is larger than an answer may be
    public byte[] write(ReplyStream reply) {
        for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
            accept(event);
        }
        return finish();
    }

    /// Takes the next event of the reply.
    public void accept(ReplyEvent event) {
        try {
            switch (event) {
                case ReplyEvent.Whole answer -> whole = answer;
                case ReplyEvent.Chunk chunk -> fold().chunk(chunk.json());
                case ReplyEvent.Text(int choice, String delta) -> fold().text(choice, "content", delta);
                case ReplyEvent.Cited(int choice, Citation citation) -> fold().cited(choice, citation);
                case ReplyEvent.Thought(int choice, String delta) -> fold().text(choice, "reasoning_content", delta);
                case ReplyEvent.Refused(int choice, String delta) -> fold().text(choice, "refusal", delta);
                case ReplyEvent.Signed(int choice, String signature) -> fold().signed(choice, signature);
                case ReplyEvent.SealedThought(int choice, String data) -> fold().sealed(choice, data);
                case ReplyEvent.ToolCall call -> fold().tool(call);
                case ReplyEvent.Finished(int choice, String reason) -> fold().finish(choice, reason);
                case ReplyEvent.Spent(Usage usage, ReplyEvent.@Nullable Chunk chunk) -> fold().spend(usage, chunk);
                case ReplyEvent.Silence() -> {}
            }
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    /// The answer, after the last event.
    public byte[] finish() {
        try {
            if (whole != null) {
                return CompletionMembers.find(whole.json(), "provider").with(JsonText.quoted(provider));
            }
            if (fold == null || fold.isEmpty()) {
                throw WireJson.broken(provider, "ended its stream without an answer");
            }
            ObjectNode answer = fold.json();
            answer.put("provider", provider);
            return WireJson.bytes(answer);
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private CompletionFold fold() {
        if (fold == null) {
            fold = new CompletionFold(model, clock);
        }
        return fold;
    }
}
