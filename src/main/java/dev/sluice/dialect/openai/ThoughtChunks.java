package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ThoughtSplit;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Moves reasoning that an upstream left in the text, between `<think>` tags at its beginning, to where reasoning
/// belongs. An answer without such tags passes as it came: only its first piece is looked into.
///
/// One for one reply, used by one thread. Takes the clean events of [ChunkReader] and [CompletionReader].
public final class ThoughtChunks {
    private static final String CONTENT = "content";
    private static final String REASONING = "reasoning_content";
    private static final byte[] TAG = "<think>".getBytes(StandardCharsets.US_ASCII);

    private final String provider;
    private final int choices;
    private final Map<Integer, ThoughtSplit> splits = new HashMap<>();
    private final Set<Integer> called = new HashSet<>();
    private boolean over;

    /// @param choices how many answers were asked for
    public ThoughtChunks(String provider, int choices) {
        this.provider = provider;
        this.choices = choices;
    }

    /// Adds what an event becomes.
    ///
    /// @throws RefusedException where it cannot be understood
    public void take(ReplyEvent event, List<ReplyEvent> out) {
        try {
            switch (event) {
                case ReplyEvent.Chunk chunk when !over -> chunk(chunk, out);
                case ReplyEvent.Whole whole -> out.add(whole(whole));
                default -> out.add(event);
            }
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private void chunk(ReplyEvent.Chunk event, List<ReplyEvent> out) throws IOException {
        ObjectNode chunk = WireJson.object(event.json());
        List<ObjectNode> pieces = new ArrayList<>(2);
        boolean changed = false;
        for (JsonNode choice : chunk.path("choices")) {
            changed |= pieces((ObjectNode) choice, pieces);
        }
        if (!changed) {
            out.add(event);
        } else {
            pieces.forEach(piece -> out.add(new ReplyEvent.Chunk(Dialect.OPENAI_CHAT, message(chunk, piece))));
        }
        over = splits.size() >= choices
                && splits.entrySet().stream()
                        .allMatch(split -> split.getValue().answering() || called.contains(split.getKey()));
    }

    private static byte[] message(ObjectNode chunk, ObjectNode choice) {
        ObjectNode message = chunk.deepCopy();
        message.putArray("choices").add(choice);
        return WireJson.bytes(message);
    }

    /// Whether anything had to be moved or withheld; `pieces` then has what the choice becomes.
    private boolean pieces(ObjectNode choice, List<ObjectNode> pieces) {
        ThoughtSplit split = splits.computeIfAbsent(choice.path("index").asInt(), any -> new ThoughtSplit());
        JsonNode content = choice.path("delta").path(CONTENT);
        // after a call comes no reasoning in text
        boolean calls = !choice.path("delta").path("tool_calls").isEmpty();
        boolean ends = choice.hasNonNull("finish_reason");
        var parts = new Moved(choice, pieces);
        if (content.isTextual() && !content.textValue().isEmpty()) {
            split.feed(content.textValue(), parts);
        }
        if (ends || calls) {
            split.end(parts);
        }
        if (calls) {
            called.add(choice.path("index").asInt());
        }
        if (parts.asItCame(content)) {
            pieces.add(choice);
            return false;
        }
        parts.rest(ends);
        return true;
    }

    /// A whole answer is looked into only where the tag is in it.
    private ReplyEvent whole(ReplyEvent.Whole whole) throws IOException {
        if (!contains(whole.json(), TAG)) {
            return whole;
        }
        ObjectNode answer = WireJson.object(whole.json());
        boolean changed = false;
        for (JsonNode choice : answer.path("choices")) {
            changed |= choice.get("message") instanceof ObjectNode message && moved(message);
        }
        return changed ? new ReplyEvent.Whole(Dialect.OPENAI_CHAT, WireJson.bytes(answer), whole.usage()) : whole;
    }

    private static boolean moved(ObjectNode message) {
        if (!message.path(CONTENT).isTextual() || message.hasNonNull(REASONING)) {
            return false;
        }
        var split = new ThoughtSplit();
        var thought = new StringBuilder();
        var text = new StringBuilder();
        var parts = new ThoughtSplit.Parts() {
            @Override
            public void thought(String piece) {
                thought.append(piece);
            }

            @Override
            public void text(String piece) {
                text.append(piece);
            }
        };
        split.feed(message.path(CONTENT).textValue(), parts);
        split.end(parts);
        if (thought.isEmpty()) {
            return false;
        }
        message.put(CONTENT, text.toString()).put(REASONING, thought.toString());
        return true;
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && bytes[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }

    /// The pieces that one choice of one chunk becomes.
    private static final class Moved implements ThoughtSplit.Parts {
        private final ObjectNode choice;
        private final List<ObjectNode> pieces;
        private final StringBuilder text = new StringBuilder();
        private boolean thought;
        private boolean role;

        Moved(ObjectNode choice, List<ObjectNode> pieces) {
            this.choice = choice;
            this.pieces = pieces;
            this.role = choice.path("delta").has("role");
        }

        @Override
        public void thought(String piece) {
            thought = true;
            pieces.add(piece(REASONING, piece));
        }

        @Override
        public void text(String piece) {
            text.append(piece);
        }

        boolean asItCame(JsonNode content) {
            return !thought && text.toString().equals(content.asText(""));
        }

        /// What is left: the text, the role where nothing has told it, and the end.
        void rest(boolean ends) {
            if (!text.isEmpty() || role) {
                pieces.add(piece(CONTENT, text.toString()));
            }
            if (ends) {
                ObjectNode end = choice.deepCopy();
                end.putObject("delta");
                pieces.add(end);
            }
        }

        private ObjectNode piece(String name, String value) {
            ObjectNode piece = choice.deepCopy();
            @Nullable JsonNode said = piece.get("delta");
            ObjectNode delta = said instanceof ObjectNode object ? object : piece.putObject("delta");
            delta.remove(CONTENT);
            delta.put(name, value);
            if (!role) {
                delta.remove("role");
            }
            role = false;
            piece.putNull("finish_reason");
            return piece;
        }
    }
}
