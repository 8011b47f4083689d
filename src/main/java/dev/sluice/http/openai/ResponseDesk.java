package dev.sluice.http.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.conversation.ItemPage;
import dev.sluice.conversation.ResponseStore;
import dev.sluice.conversation.StoredItem;
import dev.sluice.conversation.StoredResponse;
import dev.sluice.dialect.responses.InputItems;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Call;
import dev.sluice.provider.ResponseKeeper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What callers may do with the responses that they were given. Thread-safe.
public final class ResponseDesk {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");

    private final ResponseStore store;
    private final OpenResponses open;

    public ResponseDesk(ResponseStore store, OpenResponses open) {
        this.store = store;
        this.open = open;
    }

    ObjectNode one(Call call, String id) {
        return open.find(call.owner(), id)
                .orElseGet(() -> InputItems.read(store.require(call.owner(), id).body()));
    }

    /// Ends a response that is being streamed; one that has ended stays as it is.
    ObjectNode cancel(Call call, String id) {
        return open.cancel(call.owner(), id).orElseThrow(() -> {
            store.require(call.owner(), id);
            String message = "The response has ended; only one that is still being streamed can be cancelled.";
            return new RefusedException(new Failure.Invalid(message, null, "invalid_value", List.of()));
        });
    }

    ObjectNode delete(Call call, String id) {
        StoredResponse deleted = store.delete(call.owner(), id);
        if (deleted.upstream()) {
            forget(call, deleted);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", "response")
                .put("deleted", true);
    }

    /// The upstream's copy goes too; where it cannot be reached, its own expiry will have to do.
    private static void forget(Call call, StoredResponse deleted) {
        call.running()
                .catalog()
                .listing(deleted.provider())
                .map(listing -> listing.provider())
                .filter(ResponseKeeper.class::isInstance)
                .map(ResponseKeeper.class::cast)
                .ifPresent(keeper -> {
                    try {
                        keeper.forget(deleted.id());
                    } catch (RefusedException e) {
                        LOG.log(
                                System.Logger.Level.DEBUG,
                                "the provider {0} did not delete its copy of a response",
                                keeper.name());
                    }
                });
    }

    ObjectNode given(Call call, String id, @Nullable String after, int limit, boolean oldestFirst) {
        ItemPage page = store.given(call.owner(), id, after, limit, oldestFirst);
        List<StoredItem> items = page.items();
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode rows = list.putArray("data");
        items.forEach(item -> rows.add(InputItems.told(InputItems.read(item.body()), item.id())));
        return list.put("first_id", items.isEmpty() ? "" : items.getFirst().id())
                .put("last_id", items.isEmpty() ? "" : items.getLast().id())
                .put("has_more", page.more());
    }
}
