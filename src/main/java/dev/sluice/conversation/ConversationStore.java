package dev.sluice.conversation;

import dev.sluice.exchange.Message;
import dev.sluice.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// The conversations that callers name.
///
/// Thread-safe: turns that end at the same time are kept one after the other, each as a whole. Every method throws a
/// [dev.sluice.exchange.RefusedException] while the data store is away.
public final class ConversationStore {
    static final int LONGEST_NAME = 200;

    /// What one conversation may hold, in characters: pictures are counted, too.
    private static final int LARGEST = 8 << 20;

    private final Database database;
    private final Supplier<Duration> expiry;
    private final IntSupplier mostTurns;
    private final Clock clock;

    /// @param expiry how long a conversation is kept after its last turn
    /// @param mostTurns how many turns, the last ones, are remembered of a conversation
    public ConversationStore(Database database, Supplier<Duration> expiry, IntSupplier mostTurns, Clock clock) {
        this.database = database;
        this.expiry = expiry;
        this.mostTurns = mostTurns;
        this.clock = clock;
    }

    /// What is remembered; nothing where the owner has none of that name.
    Conversation recall(String owner, String id) {
        return database.transact(handle -> {
            Optional<String> heading = ConversationTable.heading(handle, owner, id, clock.instant());
            if (heading.isEmpty()) {
                return Conversation.NEW;
            }
            List<Turn> turns = TurnTable.all(handle, owner, id).stream()
                    .map(body -> new Turn(MessageJson.read(body)))
                    .toList();
            return new Conversation(heading.get().isEmpty() ? List.of() : MessageJson.read(heading.get()), turns);
        });
    }

    /// Keeps a turn that has ended well, as the last one.
    ///
    /// @param replaces whether what was said before is to be forgotten
    void keep(String owner, String id, List<Message> heading, Turn turn, boolean replaces) {
        String body = MessageJson.write(turn.messages());
        String begins = heading.isEmpty() ? "" : MessageJson.write(heading);
        if (body.length() + begins.length() > LARGEST) {
            return;
        }
        Instant until = clock.instant().plus(expiry.get());
        locked(owner, id, until, handle -> {
            List<TurnTable.Size> kept = TurnTable.sizes(handle, owner, id);
            int place = kept.isEmpty() ? 0 : kept.getFirst().place() + 1;
            TurnTable.removeBefore(handle, owner, id, replaces ? place : firstToKeep(kept, body.length(), place));
            TurnTable.add(handle, owner, id, place, body);
            ConversationTable.change(handle, owner, id, begins, until);
        });
    }

    /// The place from which turns fit beside the new one.
    private int firstToKeep(List<TurnTable.Size> newestFirst, int length, int next) {
        int first = next;
        long total = length;
        int turns = 1;
        for (TurnTable.Size size : newestFirst) {
            total += size.length();
            if (++turns > mostTurns.getAsInt() || total > LARGEST) {
                break;
            }
            first = size.place();
        }
        return first;
    }

    /// Works on a conversation while nobody else adds to it. Two who begin the same one at once both try to make it;
    /// the one who comes second finds it made.
    private void locked(String owner, String id, Instant until, Consumer<Handle> work) {
        database.insist(handle -> {
            ConversationTable.removeExpired(handle, owner, id, clock.instant());
            if (!ConversationTable.lock(handle, owner, id)) {
                ConversationTable.add(handle, owner, id, until);
            }
            work.accept(handle);
            return id;
        });
    }

    /// Removes what has expired.
    public void sweep() {
        database.call(handle -> ConversationTable.removeExpired(handle, clock.instant()));
    }
}
