package dev.sluice.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The items of responses, in the order in which they were said.
final class ItemTable {
    private static final String COLUMNS = "id, given, body";

    private ItemTable() {}

    static int add(Handle handle, String owner, String response, int place, StoredItem item) {
        return handle.createUpdate("INSERT INTO sluice_response_items (owner, response_id, place, " + COLUMNS + ")"
                        + " VALUES (:owner, :response, :place, :id, :given, :body)")
                .bind("owner", owner)
                .bind("response", response)
                .bind("place", place)
                .bind("id", item.id())
                .bind("given", item.given())
                .bind("body", item.body())
                .execute();
    }

    static List<StoredItem> all(Handle handle, String owner, String response) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM sluice_response_items"
                        + " WHERE owner = :owner AND response_id = :response ORDER BY place")
                .bind("owner", owner)
                .bind("response", response)
                .map(ItemTable::item)
                .list();
    }

    /// An item that is kept under that id; all of one id are the same.
    static Optional<StoredItem> find(Handle handle, String owner, String id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM sluice_response_items"
                        + " WHERE owner = :owner AND id = :id ORDER BY response_id, place LIMIT 1")
                .bind("owner", owner)
                .bind("id", id)
                .map(ItemTable::item)
                .findOne();
    }

    private static StoredItem item(ResultSet row, StatementContext context) throws SQLException {
        return new StoredItem(row.getString("id"), row.getBoolean("given"), row.getString("body"));
    }
}
