package dev.sluice.ledger;

import dev.sluice.exchange.Usage;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The ledger's rows. Their ids sort by time, so that the primary key serves every list.
final class LedgerTable {
    private static final String COLUMNS = "id, request_id, at, caller, method, path, streamed, asked, provider, model,"
            + " status, outcome, tokens_in, tokens_out, tokens_cached, tokens_reasoning, estimated, cost, first_ms, ms,"
            + " tries";

    private static final String INSERT =
            "INSERT INTO sluice_ledger (" + COLUMNS + ", on_day, failed) VALUES (" + "?, ".repeat(22) + "?)";

    private static final Map<Dimension, String> EXPRESSIONS = new EnumMap<>(Map.of(
            Dimension.DAY, "on_day",
            Dimension.PROVIDER, "provider",
            Dimension.MODEL, "CASE WHEN model = '' THEN asked ELSE model END",
            Dimension.CALLER, "caller"));

    private LedgerTable() {}

    /// Binds by position and without Jdbi: a row for each request is the one place where naming values costs.
    static int add(Handle handle, List<LedgerEntry> entries) {
        try (PreparedStatement insert = handle.getConnection().prepareStatement(INSERT)) {
            for (LedgerEntry entry : entries) {
                bind(insert, entry);
                insert.addBatch();
            }
            return insert.executeBatch().length;
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private static void bind(PreparedStatement insert, LedgerEntry entry) throws SQLException {
        Usage usage = entry.usage();
        insert.setString(1, entry.id());
        insert.setString(2, entry.requestId());
        insert.setLong(3, entry.at().toEpochMilli());
        insert.setString(4, entry.caller());
        insert.setString(5, entry.method());
        insert.setString(6, entry.path());
        insert.setBoolean(7, entry.streamed());
        insert.setString(8, entry.asked());
        insert.setString(9, entry.provider());
        insert.setString(10, entry.model());
        insert.setInt(11, entry.status());
        insert.setString(12, entry.outcome());
        insert.setLong(13, usage.input());
        insert.setLong(14, usage.output());
        insert.setLong(15, usage.cached());
        insert.setLong(16, usage.reasoning());
        insert.setBoolean(17, entry.estimated());
        insert.setBigDecimal(18, entry.cost());
        insert.setLong(19, entry.firstTokenMillis());
        insert.setLong(20, entry.millis());
        insert.setString(21, EntryJson.text(entry.tries()));
        insert.setString(22, LocalDate.ofInstant(entry.at(), ZoneOffset.UTC).toString());
        insert.setInt(23, entry.failed() ? 1 : 0);
    }

    static int remove(Handle handle, List<LedgerEntry> entries) {
        return handle.createUpdate("DELETE FROM sluice_ledger WHERE id IN (<ids>)")
                .bindList("ids", entries.stream().map(LedgerEntry::id).toList())
                .execute();
    }

    /// Whether it is the row that the store will not have, and not the store that cannot: SQL's classes of bad data and
    /// of broken constraints.
    static boolean refused(JdbiException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23");
            }
        }
        return false;
    }

    static List<LedgerEntry> page(Handle handle, EntryQuery query) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> conditions = new ArrayList<>();
        query.after().ifPresent(id -> add(conditions, values, "id < :after", "after", id));
        query.caller().ifPresent(caller -> add(conditions, values, "caller = :caller", "caller", caller));
        query.provider().ifPresent(name -> add(conditions, values, "provider = :provider", "provider", name));
        query.model().ifPresent(name -> add(conditions, values, "(model = :model OR asked = :model)", "model", name));
        query.status().ifPresent(status -> add(conditions, values, "status = :status", "status", status));
        within(query.from(), query.to(), conditions, values);
        return handle.createQuery("SELECT " + COLUMNS + " FROM sluice_ledger" + where(conditions)
                        + " ORDER BY id DESC LIMIT :limit")
                .bindMap(values)
                .bind("limit", query.limit())
                .map((row, context) -> entry(row))
                .list();
    }

    /// The newest row of a request.
    static Optional<LedgerEntry> of(Handle handle, String requestId) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM sluice_ledger WHERE request_id = :request ORDER BY id DESC LIMIT 1")
                .bind("request", requestId)
                .map((row, context) -> entry(row))
                .findOne();
    }

    static List<UsageRow> usage(Handle handle, UsageQuery query) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> conditions = new ArrayList<>();
        query.caller().ifPresent(caller -> add(conditions, values, "caller = :caller", "caller", caller));
        within(query.from(), query.to(), conditions, values);
        String keys = query.by().stream().map(EXPRESSIONS::get).collect(Collectors.joining(", "));
        String named = query.by().stream()
                .map(one -> EXPRESSIONS.get(one) + " AS by_" + one.word() + ", ")
                .collect(Collectors.joining());
        Query asked = handle.createQuery("SELECT " + named + "COUNT(*) AS requests, SUM(tokens_in) AS tokens_in,"
                        + " SUM(tokens_out) AS tokens_out, SUM(tokens_cached) AS tokens_cached,"
                        + " SUM(tokens_reasoning) AS tokens_reasoning, SUM(cost) AS cost, SUM(failed) AS errors"
                        + " FROM sluice_ledger" + where(conditions)
                        + (keys.isEmpty() ? "" : " GROUP BY " + keys + " ORDER BY " + keys))
                .bindMap(values);
        return asked.map((row, context) -> usage(row, query.by())).list();
    }

    private static void add(
            List<String> conditions, Map<String, Object> values, String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    private static void within(
            Optional<Instant> from, Optional<Instant> to, List<String> conditions, Map<String, Object> values) {
        from.ifPresent(first -> add(conditions, values, "id >= :from", "from", EntryId.from(first)));
        to.ifPresent(end -> add(conditions, values, "id < :to", "to", EntryId.from(end)));
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private static UsageRow usage(ResultSet row, List<Dimension> by) throws SQLException {
        Map<Dimension, String> key = new EnumMap<>(Dimension.class);
        for (Dimension one : by) {
            key.put(one, row.getString("by_" + one.word()));
        }
        BigDecimal cost = row.getBigDecimal("cost");
        return new UsageRow(
                key,
                row.getLong("requests"),
                tokens(row),
                cost == null ? BigDecimal.ZERO : cost.stripTrailingZeros(),
                row.getLong("errors"));
    }

    private static Usage tokens(ResultSet row) throws SQLException {
        return new Usage(
                row.getLong("tokens_in"),
                row.getLong("tokens_out"),
                row.getLong("tokens_cached"),
                row.getLong("tokens_reasoning"));
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        BigDecimal cost = row.getBigDecimal("cost");
        return new LedgerEntry(
                row.getString("id"),
                row.getString("request_id"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("caller"),
                row.getString("method"),
                row.getString("path"),
                row.getBoolean("streamed"),
                row.getString("asked"),
                row.getString("provider"),
                row.getString("model"),
                row.getInt("status"),
                row.getString("outcome"),
                tokens(row),
                row.getBoolean("estimated"),
                cost == null ? null : cost.stripTrailingZeros(),
                row.getLong("first_ms"),
                row.getLong("ms"),
                EntryJson.tries(row.getString("tries")));
    }
}
