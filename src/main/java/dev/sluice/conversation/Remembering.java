package dev.sluice.conversation;

import dev.sluice.exchange.Accompanied;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ChatAddition;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.RefusedException;
import java.util.ArrayList;
import java.util.List;

/// Puts what was said before in front of a chat that goes on from it, and keeps the turn when it has ended well.
public final class Remembering implements ChatAddition {
    private static final System.Logger LOG = System.getLogger("dev.sluice.conversation");

    private final ConversationStore store;

    public Remembering(ConversationStore store) {
        this.store = store;
    }

    @Override
    public Accompanied accompany(ChatRequest request, String owner, Cancellation cancellation) {
        String id = request.conversation();
        if (id == null || request.dialect() == Dialect.OPENAI_TEXT) {
            return Accompanied.by(request);
        }
        if (id.length() > ConversationStore.LONGEST_NAME) {
            throw new RefusedException(Failure.invalid(
                    "conversation_id",
                    "conversation_id must have at most " + ConversationStore.LONGEST_NAME + " characters.",
                    "invalid_value"));
        }
        var going = Continuation.of(store.recall(owner, id), request.prompt().messages());
        ChatRequest asked = request.withMessages(going.all());
        return new Accompanied(
                asked, reply -> new Heard(reply, asked.decoding(), answer -> keep(owner, id, going, answer)));
    }

    /// An answer is given even where it cannot be kept: it has been paid for.
    private void keep(String owner, String id, Continuation going, Message answer) {
        List<Message> messages = new ArrayList<>(going.added());
        messages.add(answer);
        try {
            store.keep(owner, id, going.heading(), new Turn(messages), going.replaces());
        } catch (RefusedException away) {
            LOG.log(System.Logger.Level.WARNING, "a turn could not be kept: {0}", away.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a turn could not be kept", e);
        }
    }
}
