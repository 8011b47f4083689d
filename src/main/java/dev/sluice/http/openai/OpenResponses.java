package dev.sluice.http.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The responses that this node is streaming now, so that their callers can ask for them and end them. Thread-safe.
public final class OpenResponses {
    private static final Failure ENDED = new Failure.Cancelled("The response was cancelled by its caller.");

    private final Map<Key, Open> open = new ConcurrentHashMap<>();

    private record Key(String owner, String id) {}

    private record Open(ObjectNode begun, Cancellation cancellation) {}

    /// @param begun the response as it began; must not be changed afterwards
    void add(String owner, ObjectNode begun, Cancellation cancellation) {
        open.put(new Key(owner, begun.path("id").asText()), new Open(begun, cancellation));
    }

    void remove(String owner, String id) {
        open.remove(new Key(owner, id));
    }

    /// A response as it began; empty where the owner has none under way.
    Optional<ObjectNode> find(String owner, String id) {
        return Optional.ofNullable(open.get(new Key(owner, id))).map(Open::begun);
    }

    /// Ends a response; empty where the owner has none under way.
    Optional<ObjectNode> cancel(String owner, String id) {
        return Optional.ofNullable(open.remove(new Key(owner, id))).map(one -> {
            one.cancellation.cancel(ENDED);
            return one.begun.deepCopy().put("status", "cancelled");
        });
    }
}
