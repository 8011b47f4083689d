package dev.sluice.conversation;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The responses that callers may ask for again or go on from.
///
/// Thread-safe. Every method throws a [RefusedException] while the data store is away.
public final class ResponseStore {
    private static final int LONGEST_ID = 200;

    private final Database database;
    private final Supplier<Duration> expiry;
    private final IntSupplier mostTurns;
    private final Clock clock;

    /// @param expiry how long a response is kept after the last one that goes on from it
    /// @param mostTurns how many responses, one going on from the other, are remembered together
    public ResponseStore(Database database, Supplier<Duration> expiry, IntSupplier mostTurns, Clock clock) {
        this.database = database;
        this.expiry = expiry;
        this.mostTurns = mostTurns;
        this.clock = clock;
    }

    /// Keeps a response with what was given and answered, and everything that it goes on from as long as itself.
    public void keep(StoredResponse response, List<StoredItem> items) {
        if (response.id().length() > LONGEST_ID) {
            throw new IllegalArgumentException("an id of more than " + LONGEST_ID + " characters cannot be kept");
        }
        Instant until = clock.instant().plus(expiry.get());
        database.transact(handle -> response.id().equals(response.previous())
                ? lengthen(handle, response, items, until)
                : add(handle, response, items, until));
    }

    /// An upstream gave the id again of what the response goes on from: both turns are kept as one.
    private int lengthen(Handle handle, StoredResponse response, List<StoredItem> items, Instant until) {
        String earlier = find(handle, response.owner(), response.id())
                .map(StoredResponse::previous)
                .orElse(null);
        List<StoredItem> all = new ArrayList<>(ItemTable.all(handle, response.owner(), response.id()));
        all.addAll(items);
        return add(handle, response.after(earlier), all, until);
    }

    private int add(Handle handle, StoredResponse response, List<StoredItem> items, Instant until) {
        ResponseTable.remove(handle, response.owner(), response.id());
        ResponseTable.add(handle, response, until);
        int place = 0;
        for (StoredItem item : items) {
            ItemTable.add(handle, response.owner(), response.id(), place++, item);
        }
        for (StoredResponse earlier : chain(handle, response.owner(), response.previous())) {
            ResponseTable.prolong(handle, response.owner(), earlier.id(), until);
        }
        return place;
    }

    /// @throws RefusedException with [Failure.NotFound] where the owner has none of that id
    public StoredResponse require(String owner, String id) {
        return database.call(handle -> find(handle, owner, id)).orElseThrow(() -> unknown(id));
    }

    /// Everything that was said up to a response and in it, oldest first; of a long conversation its last turns.
    ///
    /// @throws RefusedException with [Failure.NotFound] where the owner has none of that id
    public List<StoredItem> said(String owner, String id) {
        return database.call(handle -> {
            Deque<StoredResponse> chain = chain(handle, owner, id);
            if (chain.isEmpty()) {
                throw unknown(id);
            }
            StoredResponse first = chain.getFirst();
            if (first.previous() != null && chain.size() < mostTurns.getAsInt()) {
                throw new RefusedException(new Failure.NotFound(
                        "The response '" + id + "' goes on from an earlier one that was deleted or has expired."));
            }
            List<StoredItem> items = new ArrayList<>();
            chain.forEach(response -> items.addAll(ItemTable.all(handle, owner, response.id())));
            return items;
        });
    }

    /// An item that the owner refers to by its id.
    public Optional<StoredItem> item(String owner, String id) {
        return id.length() > LONGEST_ID ? Optional.empty() : database.call(handle -> ItemTable.find(handle, owner, id));
    }

    /// Some of what was given for a response.
    ///
    /// @param after the id of the item before the first; null for the beginning
    /// @throws RefusedException with [Failure.NotFound] where the owner has none of that id
    public ItemPage given(String owner, String id, @Nullable String after, int limit, boolean oldestFirst) {
        List<StoredItem> items = new ArrayList<>(said(owner, require(owner, id)));
        if (!oldestFirst) {
            Collections.reverse(items);
        }
        int from = 0;
        for (int i = 0; after != null && i < items.size(); i++) {
            if (items.get(i).id().equals(after)) {
                from = i + 1;
            }
        }
        int to = Math.min(items.size(), from + limit);
        return new ItemPage(items.subList(from, to), to < items.size());
    }

    private List<StoredItem> said(String owner, StoredResponse response) {
        List<StoredItem> items = new ArrayList<>();
        if (response.previous() != null) {
            database.call(handle -> {
                chain(handle, owner, response.previous())
                        .forEach(earlier -> items.addAll(ItemTable.all(handle, owner, earlier.id())));
                return items.size();
            });
        }
        database.call(handle -> ItemTable.all(handle, owner, response.id())).stream()
                .filter(StoredItem::given)
                .forEach(items::add);
        return items;
    }

    /// Deletes a response and gives it back.
    ///
    /// @throws RefusedException with [Failure.NotFound] where the owner has none of that id
    public StoredResponse delete(String owner, String id) {
        StoredResponse response = require(owner, id);
        database.call(handle -> ResponseTable.remove(handle, owner, id));
        return response;
    }

    /// Removes what has expired.
    public void sweep() {
        database.call(handle -> ResponseTable.removeExpired(handle, clock.instant()));
    }

    /// The responses up to one, oldest first; only as many as are remembered together.
    private Deque<StoredResponse> chain(Handle handle, String owner, @Nullable String id) {
        Deque<StoredResponse> chain = new ArrayDeque<>();
        String next = id;
        while (next != null && chain.size() < mostTurns.getAsInt()) {
            Optional<StoredResponse> found = find(handle, owner, next);
            found.ifPresent(chain::addFirst);
            // an upstream that gives the same id again and again must not make a ring
            next = found.map(StoredResponse::previous)
                    .filter(previous -> chain.stream().noneMatch(one -> one.id().equals(previous)))
                    .orElse(null);
        }
        return chain;
    }

    private Optional<StoredResponse> find(Handle handle, String owner, String id) {
        return id.length() > LONGEST_ID ? Optional.empty() : ResponseTable.find(handle, owner, id, clock.instant());
    }

    private static RefusedException unknown(String id) {
        String shown = id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) + "..." : id;
        return new RefusedException(new Failure.NotFound("The response '" + shown + "' does not exist."));
    }
}
