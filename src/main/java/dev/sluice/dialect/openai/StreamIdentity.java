package dev.sluice.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/// What all messages of one reply have in common: id, model and time of creation. Immutable.
final class StreamIdentity {
    static final String CHUNK = "chat.completion.chunk";
    static final String COMPLETION = "chat.completion";

    static final String TEXT_COMPLETION = "text_completion";

    private static final char[] CHUNK_TEXT = CHUNK.toCharArray();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final String id;
    private final String model;
    private final long created;
    private final char[] idText;
    private final char[] modelText;

    private StreamIdentity(String id, String model, long created) {
        this.id = id;
        this.model = model;
        this.created = created;
        this.idText = id.toCharArray();
        this.modelText = model.toCharArray();
    }

    /// The identity of a reply that begins here.
    static StreamIdentity made(String model, Clock clock) {
        return new StreamIdentity(
                random("chatcmpl-", 28), model, clock.instant().getEpochSecond());
    }

    /// The identity that `message` states; what it lacks is made.
    static StreamIdentity of(ObjectNode message, String model, Clock clock) {
        String id = message.path("id").asText("");
        String stated = message.path("model").asText("");
        double created = message.path("created").asDouble(0);
        return new StreamIdentity(
                id.isEmpty() ? random("chatcmpl-", 28) : id,
                stated.isEmpty() ? model : stated,
                created >= 1 && created < 1e15
                        ? (long) created
                        : clock.instant().getEpochSecond());
    }

    static String random(String prefix, int length) {
        var text = new StringBuilder(prefix.length() + length).append(prefix);
        var random = ThreadLocalRandom.current();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    boolean hasId(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_STRING && same(parser, idText);
    }

    boolean hasModel(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_STRING && same(parser, modelText);
    }

    boolean hasCreated(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_NUMBER_INT && parser.getLongValue() == created;
    }

    static boolean isChunk(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_STRING && same(parser, CHUNK_TEXT);
    }

    private static boolean same(JsonParser parser, char[] text) throws IOException {
        int from = parser.getTextOffset();
        // the characters must be asked for first: only then are they decoded
        char[] actual = parser.getTextCharacters();
        return Arrays.equals(actual, from, from + parser.getTextLength(), text, 0, text.length);
    }

    /// Gives `message` this identity.
    ///
    /// @return whether anything was missing or different
    boolean impose(ObjectNode message, String object) {
        boolean changed = put(message, "id", id);
        changed |= put(message, "object", object);
        changed |= putCreated(message);
        changed |= put(message, "model", model);
        return changed;
    }

    private static boolean put(ObjectNode message, String name, String value) {
        JsonNode there = message.get(name);
        if (there != null && there.isTextual() && there.textValue().equals(value)) {
            return false;
        }
        message.put(name, value);
        return true;
    }

    private boolean putCreated(ObjectNode message) {
        JsonNode there = message.get("created");
        if (there != null && there.isIntegralNumber() && there.canConvertToLong() && there.longValue() == created) {
            return false;
        }
        message.put("created", created);
        return true;
    }

    /// A new message that states this identity and nothing else.
    ObjectNode message(String object) {
        ObjectNode message = WireJson.object();
        impose(message, object);
        return message;
    }
}
