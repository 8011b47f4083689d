package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes a reply as completions: as a stream of them, or as one. One writer for one reply, used by one thread.
public final class TextWriter {
    private static final int LONGEST = 32 << 20;

    private final ChatRequest request;
    private final String provider;
    private final StreamIdentity identity;
    private final Map<Integer, Choice> choices = new TreeMap<>();
    private Usage usage = Usage.NONE;
    private long size;

    private static final class Choice {
        final StringBuilder text = new StringBuilder();

        @Nullable
        String reason;
    }

    public TextWriter(ChatRequest request, String provider, String model, Clock clock) {
        this.request = request;
        this.provider = provider;
        ObjectNode named = WireJson.object().put("id", StreamIdentity.random("cmpl-", 28));
        this.identity = StreamIdentity.of(named, model, clock);
    }

    /// The reason in the three words that completions have.
    static @Nullable String reason(@Nullable String chats) {
        return chats == null || chats.equals("length") || chats.equals("content_filter") ? chats : "stop";
    }

    /// Pulls a reply to its end and writes it as one object.
    ///
    /// @throws RefusedException where the reply cannot go on or is empty
    public byte[] write(ReplyStream reply) {
        List<byte[]> chunks = new ArrayList<>(0);
        for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
            if (event instanceof ReplyEvent.Whole whole) {
                return whole.json();
            }
            if (event instanceof ReplyEvent.Chunk chunk) {
                gather(chunk);
            } else {
                write(event, chunks);
                chunks.clear();
            }
        }
        if (choices.isEmpty()) {
            throw WireJson.broken(provider, "ended its stream without an answer");
        }
        ObjectNode answer = identity.message(StreamIdentity.TEXT_COMPLETION);
        ArrayNode list = answer.putArray("choices");
        choices.forEach((index, choice) ->
                list.add(choice(index, choice.text.toString(), choice.reason == null ? "stop" : choice.reason)));
        answer.set("usage", UsageWriter.json(usage));
        return WireJson.bytes(answer);
    }

    /// Adds the messages that an event becomes.
    public void write(ReplyEvent event, List<byte[]> out) {
        switch (event) {
            case ReplyEvent.Chunk chunk -> out.add(chunk.json());
            case ReplyEvent.Whole whole -> unfold(whole, out);
            case ReplyEvent.Text(int index, String delta) -> text(index, delta, out);
            case ReplyEvent.Refused(int index, String delta) -> text(index, delta, out);
            case ReplyEvent.Finished(int index, String reason) -> finish(index, reason, out);
            case ReplyEvent.Spent spent -> spend(spent, out);
            // a completion has no place for reasoning, calls and sources
            case ReplyEvent.Thought thought -> {}
            case ReplyEvent.Signed signed -> {}
            case ReplyEvent.SealedThought sealed -> {}
            case ReplyEvent.ToolCall call -> {}
            case ReplyEvent.Cited cited -> {}
            case ReplyEvent.Silence() -> {}
        }
    }

    /// Adds what is still owed when the reply has ended well.
    public void end(List<byte[]> out) {
        choices.forEach((index, choice) -> {
            if (choice.reason == null) {
                out.add(message(choice(index, "", "stop")));
            }
        });
    }

    private void text(int index, String delta, List<byte[]> out) {
        Choice choice = begun(index, out);
        size += delta.length();
        if (size > LONGEST) {
            throw WireJson.broken(provider, "sent an answer of more than " + (LONGEST >> 20) + " MB");
        }
        choice.text.append(delta);
        out.add(message(choice(index, delta, null)));
    }

    /// The first piece of a choice is its prompt, where the caller wants it back.
    private Choice begun(int index, List<byte[]> out) {
        Choice known = choices.get(index);
        if (known != null) {
            return known;
        }
        var choice = new Choice();
        choices.put(index, choice);
        String prompt = request.document().tree().path("echo").booleanValue() ? prompt(index) : "";
        if (!prompt.isEmpty()) {
            choice.text.append(prompt);
            out.add(message(choice(index, prompt, null)));
        }
        return choice;
    }

    private String prompt(int index) {
        JsonNode prompt = request.document().tree().path("prompt");
        int each = Math.max(1, request.document().tree().path("n").asInt(1));
        return (prompt.isArray() ? prompt.path(index / each) : prompt).asText("");
    }

    private void finish(int index, String reason, List<byte[]> out) {
        Choice choice = begun(index, out);
        if (choice.reason == null) {
            choice.reason = reason(reason);
            out.add(message(choice(index, "", choice.reason)));
        }
    }

    private void spend(ReplyEvent.Spent spent, List<byte[]> out) {
        usage = spent.usage();
        if (!request.wantsUsage()) {
            return;
        }
        if (spent.chunk() != null) {
            out.add(spent.chunk().json());
            return;
        }
        ObjectNode message = identity.message(StreamIdentity.TEXT_COMPLETION);
        message.putArray("choices");
        message.set("usage", UsageWriter.json(usage));
        out.add(WireJson.bytes(message));
    }

    /// A stream that an upstream gave although the caller wants one object.
    private void gather(ReplyEvent.Chunk chunk) {
        try {
            for (JsonNode piece : WireJson.object(chunk.json()).path("choices")) {
                Choice choice = choices.computeIfAbsent(piece.path("index").asInt(), any -> new Choice());
                choice.text.append(piece.path("text").asText(""));
                choice.reason = piece.hasNonNull("finish_reason")
                        ? piece.path("finish_reason").asText()
                        : choice.reason;
            }
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private void unfold(ReplyEvent.Whole whole, List<byte[]> out) {
        try {
            ObjectNode answer = WireJson.object(whole.json());
            JsonNode spent = answer.remove("usage");
            out.add(WireJson.bytes(answer));
            if (request.wantsUsage() && spent instanceof ObjectNode counts) {
                answer.putArray("choices");
                answer.set("usage", counts);
                out.add(WireJson.bytes(answer));
            }
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private static ObjectNode choice(int index, String text, @Nullable String reason) {
        ObjectNode choice = WireJson.object().put("text", text).put("index", index);
        choice.putNull("logprobs");
        choice.put("finish_reason", reason);
        return choice;
    }

    private byte[] message(ObjectNode choice) {
        ObjectNode message = identity.message(StreamIdentity.TEXT_COMPLETION);
        message.putArray("choices").add(choice);
        return WireJson.bytes(message);
    }
}
