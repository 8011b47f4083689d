package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.JsonText;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The name of a conversation in requests and answers, as G4F's clients send and read it
/// (https://github.com/xtekky/gpt4free, `g4f/api/stubs.py`, read 2026-08-21): `conversation_id`, or an object
/// `conversation` that comes back with the answer and is sent with the next request.
public final class ConversationMark {
    private static final String ID = "conversation_id";
    private static final String STATE = "conversation";

    private final byte[] state;

    /// @param id the conversation's name
    public ConversationMark(String id) {
        state = RawJson.object(Map.of(ID, JsonText.quoted(id)));
    }

    /// What a request names; an object without a name begins a new conversation. Null where it names none.
    static @Nullable String named(ObjectNode request) {
        JsonNode id =
                request.hasNonNull(ID) ? request.path(ID) : request.path(STATE).path(ID);
        if (id.isTextual() && !id.textValue().isBlank()) {
            return id.textValue();
        }
        return request.path(STATE).isObject() ? StreamIdentity.random("conv-", 28) : null;
    }

    /// A whole answer with its conversation.
    public byte[] on(byte[] completion) {
        try {
            return CompletionMembers.find(completion, STATE).with(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A message of a stream, with its conversation where it ends a choice.
    public byte[] atEnd(byte[] chunk) {
        try {
            for (JsonNode choice : WireJson.object(chunk).path("choices")) {
                if (choice.hasNonNull("finish_reason")) {
                    return on(chunk);
                }
            }
            return chunk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
