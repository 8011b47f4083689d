package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Writes a reply as the events of a message: each becomes none, one or several complete JSON objects, whose `type` is
/// the name of the event.
///
/// Blocks come one after the other. What the reply cost and why it ended is told at its very end, as the upstream tells
/// them after the text. A choice other than the first has no place in a message. One writer for one reply, used by one
/// thread.
public final class MessageEventWriter {
    /// What is said where nothing came for a while.
    public static final byte[] PING = WireJson.bytes(MessageUnfolding.event("ping"));

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789";

    private final String model;
    private final BlockSequence blocks = new BlockSequence();
    private final CallSequence calls = new CallSequence(blocks);
    private boolean begun;
    private boolean passed;
    private boolean refused;
    private String reason = "stop";
    private @Nullable Usage usage;

    /// @param model what a message that is made here names as its model
    public MessageEventWriter(String model) {
        this.model = model;
    }

    /// Adds what `event` becomes.
    ///
    /// @throws RefusedException where a whole answer cannot be told as a stream
    public void write(ReplyEvent event, List<byte[]> out) {
        switch (event) {
            case ReplyEvent.Chunk chunk -> {
                passed = true;
                out.add(chunk.json());
            }
            case ReplyEvent.Whole whole -> unfold(whole, out);
            case ReplyEvent.Text(int choice, String delta) when choice == 0 -> text(delta, out);
            case ReplyEvent.Cited(int choice, Citation citation)
            when choice == 0 -> blocks.cite(WebCitation.json(citation), out);
            case ReplyEvent.Refused(int choice, String delta)
            when choice == 0 -> {
                refused = true;
                text(delta, out);
            }
            case ReplyEvent.Thought(int choice, String delta)
            when choice == 0 -> {
                begin(out);
                calls.settle(out);
                blocks.delta("thinking", "thinking_delta", "thinking", delta, out);
            }
            case ReplyEvent.Signed(int choice, String signature)
            when choice == 0 -> {
                begin(out);
                calls.settle(out);
                blocks.sign(signature, out);
            }
            case ReplyEvent.SealedThought(int choice, String data)
            when choice == 0 -> {
                begin(out);
                calls.settle(out);
                blocks.open("redacted_thinking", block -> block.put("data", data), out);
                blocks.close(out);
            }
            case ReplyEvent.ToolCall call
            when call.choice() == 0 -> {
                begin(out);
                calls.accept(call, out);
            }
            case ReplyEvent.Finished(int choice, String word)
            when choice == 0 -> {
                begin(out);
                reason = word;
            }
            case ReplyEvent.Spent spent -> usage = spent.usage();
            default -> {
                // another choice, or silence
            }
        }
    }

    private void text(String delta, List<byte[]> out) {
        if (!delta.isEmpty()) {
            begin(out);
            calls.settle(out);
            blocks.delta("text", "text_delta", "text", delta, out);
        }
    }

    private void unfold(ReplyEvent.Whole whole, List<byte[]> out) {
        passed = true;
        try {
            MessageUnfolding.events(WireJson.object(whole.json())).forEach(event -> out.add(WireJson.bytes(event)));
        } catch (IOException e) {
            throw WireJson.broken("upstream", e);
        }
    }

    private void begin(List<byte[]> out) {
        if (begun) {
            return;
        }
        begun = true;
        ObjectNode event = MessageUnfolding.event("message_start");
        ObjectNode message = event.putObject("message");
        message.put("id", random("msg_"))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        // the upstream counts at the end
        message.set("usage", counted(Usage.NONE));
        out.add(WireJson.bytes(event));
        out.add(PING);
    }

    static String random(String prefix) {
        var text = new StringBuilder(prefix);
        var random = ThreadLocalRandom.current();
        for (int i = 0; i < 24; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /// Adds what is still owed when the reply has ended well.
    public void end(List<byte[]> out) {
        if (passed) {
            return;
        }
        begin(out);
        calls.settle(out);
        blocks.end(out);
        ObjectNode event = MessageUnfolding.event("message_delta");
        event.putObject("delta")
                .put("stop_reason", refused ? "refusal" : StopReasons.ofNeutral(reason, calls.any()))
                .putNull("stop_sequence");
        event.set("usage", counted(usage == null ? Usage.NONE : usage));
        out.add(WireJson.bytes(event));
        out.add(WireJson.bytes(MessageUnfolding.event("message_stop")));
    }

    private static ObjectNode counted(Usage usage) {
        return WireJson.object()
                .put("input_tokens", usage.input() - usage.cached())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", usage.cached())
                .put("output_tokens", usage.output());
    }

    /// The name of an event, which its JSON text tells.
    ///
    /// @param json one that this writer gave
    public static String name(byte[] json) {
        return EventName.of(json);
    }
}
