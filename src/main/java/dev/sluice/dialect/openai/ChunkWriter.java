package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a reply as the messages of a chat completion stream: each event becomes none, one or several complete JSON
/// objects on one line. `[DONE]` is not one of them.
///
/// One writer for one stream, used by one thread.
public final class ChunkWriter {
    private final String model;
    private final boolean wantsUsage;
    private final Clock clock;
    private final ChunkChoices choices = new ChunkChoices();
    private byte @Nullable [] passed;
    private @Nullable StreamIdentity identity;
    private final Map<Integer, StringBuilder> thoughts = new HashMap<>();
    private boolean spent;

    /// @param model what messages that are made here name as their model
    /// @param wantsUsage whether the caller asked for the message that tells the usage
    public ChunkWriter(String model, boolean wantsUsage, Clock clock) {
        this.model = model;
        this.wantsUsage = wantsUsage;
        this.clock = clock;
    }

    /// Adds the messages that `event` becomes.
    ///
    /// @throws RefusedException where a whole answer cannot be told as a stream
    public void write(ReplyEvent event, List<byte[]> out) {
        switch (event) {
            case ReplyEvent.Chunk chunk -> pass(chunk.json(), out);
            case ReplyEvent.Text(int choice, String delta) -> out.add(said(choice, delta));
            case ReplyEvent.Cited(int choice, Citation citation) -> out.add(cited(choice, citation));
            case ReplyEvent.Thought(int choice, String delta) -> {
                thoughts.computeIfAbsent(choice, any -> new StringBuilder()).append(delta);
                out.add(text(choice, "reasoning_content", delta));
            }
            case ReplyEvent.Refused(int choice, String delta) -> out.add(text(choice, "refusal", delta));
            case ReplyEvent.Signed(int choice, String signature) ->
                out.add(detail(choice, ReasoningDetails.signed(thought(choice), signature)));
            case ReplyEvent.SealedThought(int choice, String data) ->
                out.add(detail(choice, ReasoningDetails.sealed(data)));
            case ReplyEvent.ToolCall call -> out.add(tool(call));
            case ReplyEvent.Finished(int choice, String reason) -> finish(choice, reason, out);
            case ReplyEvent.Spent(Usage usage, ReplyEvent.@Nullable Chunk chunk) -> spend(usage, chunk, out);
            case ReplyEvent.Whole whole -> unfold(whole, out);
            case ReplyEvent.Silence() -> {}
        }
    }

    /// Adds what is still owed when the reply has ended well: the end of each choice that has none.
    public void end(List<byte[]> out) {
        choices.unfinished(index -> finish(index, reason(index), out));
    }

    private String reason(int index) {
        ChunkChoices.Choice choice = choices.at(index);
        return choice != null && choice.called ? "tool_calls" : "stop";
    }

    private void pass(byte[] json, List<byte[]> out) {
        if (passed == null) {
            passed = json;
        }
        out.add(json);
    }

    private byte[] said(int index, String delta) {
        byte[] message = text(index, "content", delta);
        ChunkChoices.Choice choice = choices.at(index);
        if (choice != null) {
            choice.said += Citation.length(delta);
        }
        return message;
    }

    private byte[] cited(int index, Citation citation) {
        ObjectNode delta = delta(index);
        ChunkChoices.Choice choice = choices.at(index);
        delta.putArray(UrlCitation.NAME).add(UrlCitation.json(citation, choice == null ? 0 : choice.said));
        return message(index, delta, null);
    }

    private byte[] text(int choice, String name, String text) {
        ObjectNode delta = delta(choice);
        delta.put(name, text);
        return message(choice, delta, null);
    }

    private String thought(int choice) {
        StringBuilder thought = thoughts.remove(choice);
        return thought == null ? "" : thought.toString();
    }

    private byte[] detail(int choice, ObjectNode detail) {
        ObjectNode delta = delta(choice);
        delta.putArray(ReasoningDetails.NAME).add(detail);
        return message(choice, delta, null);
    }

    private byte[] tool(ReplyEvent.ToolCall call) {
        ObjectNode delta = delta(call.choice());
        ChunkChoices.Choice choice = choices.at(call.choice());
        if (choice != null) {
            choice.called = true;
        }
        ObjectNode piece = delta.putArray("tool_calls").addObject();
        piece.put("index", call.index());
        if (call.id() != null) {
            piece.put("id", call.id());
            piece.put("type", "function");
        }
        ObjectNode function = piece.putObject("function");
        if (call.name() != null) {
            function.put("name", call.name());
        }
        function.put("arguments", call.arguments());
        return message(call.choice(), delta, null);
    }

    private void finish(int index, String reason, List<byte[]> out) {
        if (choices.at(index) == null && passed != null) {
            // what was passed on had its beginning
            choices.begin(index);
        } else if (choices.at(index) == null) {
            // an answer of nothing has its first message, too
            ObjectNode delta = delta(index);
            delta.put("content", "");
            out.add(message(index, delta, null));
        }
        ChunkChoices.Choice choice = choices.at(index);
        if (choice != null && !choice.finished) {
            choice.finished = true;
            out.add(message(index, WireJson.object(), CompletionReason.known(reason) ? reason : "stop"));
        }
    }

    private ObjectNode delta(int index) {
        ObjectNode delta = WireJson.object();
        if (choices.at(index) == null) {
            choices.begin(index);
            delta.put("role", "assistant");
        }
        return delta;
    }

    private byte[] message(int index, ObjectNode delta, @Nullable String reason) {
        ObjectNode chunk = identity().message(StreamIdentity.CHUNK);
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.put("index", index);
        choice.set("delta", delta);
        choice.putNull("logprobs");
        choice.put("finish_reason", reason);
        return WireJson.bytes(chunk);
    }

    private void spend(Usage usage, ReplyEvent.@Nullable Chunk chunk, List<byte[]> out) {
        if (!wantsUsage || spent) {
            return;
        }
        spent = true;
        if (chunk != null) {
            out.add(chunk.json());
            return;
        }
        ObjectNode message = identity().message(StreamIdentity.CHUNK);
        message.putArray("choices");
        message.set("usage", UsageWriter.json(usage));
        out.add(WireJson.bytes(message));
    }

    private void unfold(ReplyEvent.Whole whole, List<byte[]> out) {
        try {
            new ChunkUnfolding(WireJson.object(whole.json()), model, clock).write(wantsUsage, out);
            spent = true;
        } catch (IOException e) {
            // which provider it was is not known here; by now only the caller needs to be told
            throw new RefusedException(
                    new Failure.UpstreamBroken("", "The provider " + e.getMessage() + ".", false), e);
        }
    }

    private StreamIdentity identity() {
        if (identity == null) {
            identity = passed == null ? StreamIdentity.made(model, clock) : stated(passed);
        }
        return identity;
    }

    private StreamIdentity stated(byte[] json) {
        try {
            return StreamIdentity.of(WireJson.object(json), model, clock);
        } catch (IOException e) {
            return StreamIdentity.made(model, clock);
        }
    }
}
