package dev.sluice.conversation;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// The turns of conversations, in the order in which they ended.
final class TurnTable {
    private static final String ALL = " WHERE owner = :owner AND conversation_id = :conversation";

    private TurnTable() {}

    /// How long a turn is, and where it stands.
    record Size(int place, int length) {}

    static List<String> all(Handle handle, String owner, String conversation) {
        return handle.createQuery("SELECT body FROM sluice_conversation_turns" + ALL + " ORDER BY place")
                .bind("owner", owner)
                .bind("conversation", conversation)
                .mapTo(String.class)
                .list();
    }

    /// Newest first.
    static List<Size> sizes(Handle handle, String owner, String conversation) {
        return handle.createQuery("SELECT place, length FROM sluice_conversation_turns" + ALL + " ORDER BY place DESC")
                .bind("owner", owner)
                .bind("conversation", conversation)
                .map((row, context) -> new Size(row.getInt("place"), row.getInt("length")))
                .list();
    }

    static int add(Handle handle, String owner, String conversation, int place, String body) {
        return handle.createUpdate("INSERT INTO sluice_conversation_turns (owner, conversation_id, place, length, body)"
                        + " VALUES (:owner, :conversation, :place, :length, :body)")
                .bind("owner", owner)
                .bind("conversation", conversation)
                .bind("place", place)
                .bind("length", body.length())
                .bind("body", body)
                .execute();
    }

    static int removeBefore(Handle handle, String owner, String conversation, int place) {
        return handle.createUpdate("DELETE FROM sluice_conversation_turns" + ALL + " AND place < :place")
                .bind("owner", owner)
                .bind("conversation", conversation)
                .bind("place", place)
                .execute();
    }
}
