package dev.sluice.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A response that is kept.
///
/// @param previous the response that it goes on from; null where it began a conversation
/// @param provider the name of the one that gave it
/// @param upstream whether the provider's upstream made the id, so that it may keep a copy of its own
/// @param body the response as JSON
public record StoredResponse(
        String id,
        String owner,
        @Nullable String previous,
        String provider,
        boolean upstream,
        String body,
        Instant createdAt) {
    StoredResponse after(@Nullable String earlier) {
        return new StoredResponse(id, owner, earlier, provider, upstream, body, createdAt);
    }
}
