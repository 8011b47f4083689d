package dev.sluice.cookie;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Cookies with sealed values, each known by its owner, domain, path and name.
final class CookieTable {
    private static final String ONE = " WHERE owner = :owner AND domain = :domain AND path = :path AND name = :name";

    private CookieTable() {}

    static int remove(Handle handle, String owner, Cookie cookie) {
        return handle.createUpdate("DELETE FROM sluice_cookies" + ONE)
                .bind("owner", owner)
                .bind("domain", cookie.domain())
                .bind("path", cookie.path())
                .bind("name", cookie.name())
                .execute();
    }

    /// @param cookie one whose value is sealed
    static int add(Handle handle, String owner, Cookie cookie) {
        return handle.createUpdate(
                        "INSERT INTO sluice_cookies (owner, domain, path, name, host_only, secure, expires_at, sealed)"
                                + " VALUES (:owner, :domain, :path, :name, :hostOnly, :secure, :expires, :sealed)")
                .bind("owner", owner)
                .bind("domain", cookie.domain())
                .bind("path", cookie.path())
                .bind("name", cookie.name())
                .bind("hostOnly", cookie.hostOnly())
                .bind("secure", cookie.secure())
                .bind("expires", cookie.expires().getEpochSecond())
                .bind("sealed", cookie.value())
                .execute();
    }

    /// Cookies of these domains, with sealed values.
    static List<Cookie> of(Handle handle, String owner, List<String> domains) {
        return handle.createQuery("SELECT name, sealed, domain, host_only, path, secure, expires_at"
                        + " FROM sluice_cookies WHERE owner = :owner AND domain IN (<domains>)"
                        + " ORDER BY domain, path, name")
                .bind("owner", owner)
                .bindList("domains", domains)
                .map((row, context) -> new Cookie(
                        row.getString("name"),
                        row.getString("sealed"),
                        row.getString("domain"),
                        row.getBoolean("host_only"),
                        row.getString("path"),
                        row.getBoolean("secure"),
                        Instant.ofEpochSecond(row.getLong("expires_at"))))
                .list();
    }

    static int count(Handle handle, String owner) {
        return handle.createQuery("SELECT COUNT(*) FROM sluice_cookies WHERE owner = :owner")
                .bind("owner", owner)
                .mapTo(Integer.class)
                .one();
    }

    static int removeExpired(Handle handle, Instant now) {
        return handle.createUpdate("DELETE FROM sluice_cookies WHERE expires_at <= :now")
                .bind("now", now.getEpochSecond())
                .execute();
    }
}
