package dev.sluice.conversation;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Conversations, each known by its owner and its name.
final class ConversationTable {
    private static final String ONE = " WHERE owner = :owner AND id = :id";

    private ConversationTable() {}

    /// Whether there is one that has not expired, and how it begins; an empty text where it has no heading.
    static Optional<String> heading(Handle handle, String owner, String id, Instant now) {
        return handle.createQuery(
                        "SELECT COALESCE(heading, '') FROM sluice_conversations" + ONE + " AND expires_at > :now")
                .bind("owner", owner)
                .bind("id", id)
                .bind("now", now.getEpochSecond())
                .mapTo(String.class)
                .findOne();
    }

    /// Holds the row until the transaction ends, so that turns of one conversation are added one after the other.
    static boolean lock(Handle handle, String owner, String id) {
        return handle.createQuery("SELECT id FROM sluice_conversations" + ONE + " FOR UPDATE")
                .bind("owner", owner)
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    static int add(Handle handle, String owner, String id, Instant until) {
        return handle.createUpdate(
                        "INSERT INTO sluice_conversations (owner, id, expires_at)" + " VALUES (:owner, :id, :until)")
                .bind("owner", owner)
                .bind("id", id)
                .bind("until", until.getEpochSecond())
                .execute();
    }

    static int change(Handle handle, String owner, String id, String heading, Instant until) {
        return handle.createUpdate("UPDATE sluice_conversations SET heading = :heading, expires_at = :until" + ONE)
                .bind("owner", owner)
                .bind("id", id)
                .bind("heading", heading)
                .bind("until", until.getEpochSecond())
                .execute();
    }

    static int removeExpired(Handle handle, Instant now) {
        return handle.createUpdate("DELETE FROM sluice_conversations WHERE expires_at <= :now")
                .bind("now", now.getEpochSecond())
                .execute();
    }

    static int removeExpired(Handle handle, String owner, String id, Instant now) {
        return handle.createUpdate("DELETE FROM sluice_conversations" + ONE + " AND expires_at <= :now")
                .bind("owner", owner)
                .bind("id", id)
                .bind("now", now.getEpochSecond())
                .execute();
    }
}
