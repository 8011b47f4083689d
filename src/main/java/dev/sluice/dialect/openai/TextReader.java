package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads an upstream's completion, whole or as a stream, and cleans it on the way: one identity, each choice with all
/// its
/// members, usage once and at the end. What is already clean keeps its bytes.
///
/// One reader for one reply, used by one thread.
public final class TextReader {
    private static final int MOST_CHOICES = 1 << 18;

    private final String provider;
    private final String model;
    private final Clock clock;
    private final StreamUsage usage = new StreamUsage(StreamIdentity.TEXT_COMPLETION);
    private final Set<Integer> open = new TreeSet<>();
    private @Nullable StreamIdentity identity;
    private boolean over;

    /// @param model stands in where the upstream names no model
    public TextReader(String provider, String model, Clock clock) {
        this.provider = provider;
        this.model = model;
        this.clock = clock;
    }

    /// Whether the stream has ended, so that nothing more need be read from the upstream.
    public boolean over() {
        return over;
    }

    /// Whether every choice has ended and the cost has come.
    public boolean answered() {
        return identity != null && open.isEmpty() && usage.closing();
    }

    /// Takes one server-sent event.
    ///
    /// @throws RefusedException when the upstream reports an error, or what it sent cannot be understood
    public void accept(String eventName, byte[] data, List<ReplyEvent> out) {
        if (over) {
            return;
        }
        try {
            String text = data.length < 16 ? new String(data, StandardCharsets.UTF_8).strip() : "";
            if (text.equalsIgnoreCase("[DONE]")) {
                finish(out);
            } else if (data.length >= 16 || !text.isEmpty()) {
                message(eventName.equals("error"), data, out);
            }
        } catch (IOException e) {
            over = true;
            throw WireJson.broken(provider, e);
        }
    }

    /// Takes an answer that came in one piece.
    ///
    /// @throws RefusedException where it reports an error, or is no completion
    public void whole(byte[] json, List<ReplyEvent> out) {
        over = true;
        try {
            ObjectNode answer = object(json, false);
            if (!answer.path("choices").isArray() || answer.path("choices").isEmpty()) {
                throw new WireFormatException("sent an answer without choices");
            }
            boolean changed = identity(answer).impose(answer, StreamIdentity.TEXT_COMPLETION);
            changed |= choices(answer, true);
            Usage spent = UsageReader.read(WireJson.bytes(answer.path("usage")));
            out.add(new ReplyEvent.Whole(Dialect.OPENAI_TEXT, changed ? WireJson.bytes(answer) : json, spent));
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    /// Takes the end of the upstream's bytes.
    ///
    /// @throws RefusedException when the stream was cut
    public void end(List<ReplyEvent> out) {
        if (over) {
            return;
        }
        if (!open.isEmpty() && !usage.closing()) {
            over = true;
            throw WireJson.broken(provider, "ended its stream in the middle of the answer");
        }
        try {
            finish(out);
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private void finish(List<ReplyEvent> out) throws IOException {
        over = true;
        StreamIdentity known = identity;
        if (known == null) {
            throw new WireFormatException("ended its stream without an answer");
        }
        for (int index : open) {
            ObjectNode end = known.message(StreamIdentity.TEXT_COMPLETION);
            ObjectNode choice =
                    end.putArray("choices").addObject().put("index", index).put("text", "");
            choice.putNull("logprobs");
            choice.put("finish_reason", "stop");
            out.add(new ReplyEvent.Chunk(Dialect.OPENAI_TEXT, WireJson.bytes(end)));
        }
        ReplyEvent spent = usage.spent(known, Dialect.OPENAI_TEXT);
        if (spent != null) {
            out.add(spent);
        }
    }

    private void message(boolean failed, byte[] json, List<ReplyEvent> out) throws IOException {
        ObjectNode chunk = object(json, failed);
        boolean withChoices = !chunk.path("choices").isEmpty();
        boolean changed = usage.take(chunk, json, withChoices);
        if (!withChoices) {
            return;
        }
        changed |= identity(chunk).impose(chunk, StreamIdentity.TEXT_COMPLETION);
        changed |= choices(chunk, false) | !StreamUsage.oneLine(json);
        out.add(new ReplyEvent.Chunk(Dialect.OPENAI_TEXT, changed ? WireJson.bytes(chunk) : json));
    }

    private ObjectNode object(byte[] json, boolean failed) throws IOException {
        JsonNode tree = WireJson.tree(json);
        if (failed || CompletionErrors.isError(tree)) {
            over = true;
            throw new RefusedException(CompletionErrors.inAnswer(provider, json));
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new WireFormatException("sent a message that is not a JSON object");
    }

    private StreamIdentity identity(ObjectNode message) {
        if (identity == null) {
            if (message.path("id").asText("").isEmpty()) {
                message.put("id", StreamIdentity.random("cmpl-", 28));
            }
            identity = StreamIdentity.of(message, model, clock);
        }
        return identity;
    }

    /// Puts every choice right.
    ///
    /// @return whether anything was missing or different
    private boolean choices(ObjectNode message, boolean whole) throws IOException {
        boolean changed = false;
        int position = 0;
        for (JsonNode one : message.path("choices")) {
            if (!(one instanceof ObjectNode choice)) {
                throw new WireFormatException("sent a choice that is not a JSON object");
            }
            int index = ChunkChoices.index(choice.get("index"), position++, MOST_CHOICES);
            if (!choice.path("index").isIntegralNumber()) {
                choice.put("index", index);
                changed = true;
            }
            if (!choice.path("text").isTextual()) {
                choice.put("text", "");
                changed = true;
            }
            if (!choice.has("logprobs")) {
                choice.putNull("logprobs");
                changed = true;
            }
            changed |= reason(choice, index, whole);
        }
        return changed;
    }

    private boolean reason(ObjectNode choice, int index, boolean whole) throws WireFormatException {
        String reason = TextWriter.reason(CompletionReason.of(choice.get("finish_reason")));
        if (reason == null && whole) {
            reason = "stop";
        }
        if (reason == null) {
            open.add(index);
        } else {
            open.remove(index);
        }
        boolean same = reason == null
                ? choice.has("finish_reason") && choice.path("finish_reason").isNull()
                : choice.path("finish_reason").asText("").equals(reason);
        choice.put("finish_reason", reason);
        return !same;
    }
}
