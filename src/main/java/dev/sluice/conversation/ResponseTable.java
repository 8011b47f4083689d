package dev.sluice.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Responses, each known by its owner and its id.
final class ResponseTable {
    private static final String COLUMNS = "owner, id, previous_id, provider, upstream, body, created_at";

    private ResponseTable() {}

    static int add(Handle handle, StoredResponse response, Instant until) {
        return handle.createUpdate("INSERT INTO sluice_responses (" + COLUMNS + ", expires_at)"
                        + " VALUES (:owner, :id, :previous, :provider, :upstream, :body, :created, :until)")
                .bind("owner", response.owner())
                .bind("id", response.id())
                .bind("previous", response.previous())
                .bind("provider", response.provider())
                .bind("upstream", response.upstream())
                .bind("body", response.body())
                .bind("created", response.createdAt().getEpochSecond())
                .bind("until", until.getEpochSecond())
                .execute();
    }

    static Optional<StoredResponse> find(Handle handle, String owner, String id, Instant now) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM sluice_responses"
                        + " WHERE owner = :owner AND id = :id AND expires_at > :now")
                .bind("owner", owner)
                .bind("id", id)
                .bind("now", now.getEpochSecond())
                .map(ResponseTable::response)
                .findOne();
    }

    static int prolong(Handle handle, String owner, String id, Instant until) {
        return handle.createUpdate("UPDATE sluice_responses SET expires_at = :until"
                        + " WHERE owner = :owner AND id = :id AND expires_at < :until")
                .bind("owner", owner)
                .bind("id", id)
                .bind("until", until.getEpochSecond())
                .execute();
    }

    static int remove(Handle handle, String owner, String id) {
        return handle.createUpdate("DELETE FROM sluice_responses WHERE owner = :owner AND id = :id")
                .bind("owner", owner)
                .bind("id", id)
                .execute();
    }

    static int removeExpired(Handle handle, Instant now) {
        return handle.createUpdate("DELETE FROM sluice_responses WHERE expires_at <= :now")
                .bind("now", now.getEpochSecond())
                .execute();
    }

    private static StoredResponse response(ResultSet row, StatementContext context) throws SQLException {
        return new StoredResponse(
                row.getString("id"),
                row.getString("owner"),
                row.getString("previous_id"),
                row.getString("provider"),
                row.getBoolean("upstream"),
                row.getString("body"),
                Instant.ofEpochSecond(row.getLong("created_at")));
    }
}
