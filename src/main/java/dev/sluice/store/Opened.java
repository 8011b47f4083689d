package dev.sluice.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// A data store that has been reached and whose tables are this version's.
///
/// @param pool ours to close; null where it is the server's
record Opened(
        Source place,
        Product product,
        DataSource source,
        Jdbi jdbi,
        @Nullable HikariDataSource pool) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice.store");

    static Opened open(Source place) throws SQLException {
        return switch (place) {
            case Source.File file -> ready(place, Pools.open(file));
            case Source.Address address -> ready(place, Pools.open(address.jdbc()));
            case Source.Pool server -> ready(place, server.pool(), null);
        };
    }

    private static Opened ready(Source place, HikariDataSource pool) throws SQLException {
        try {
            return ready(place, pool, pool);
        } catch (SQLException | RuntimeException | Error e) {
            end(place, Jdbi.create(pool), pool);
            throw e;
        }
    }

    private static Opened ready(Source place, DataSource source, @Nullable HikariDataSource pool) throws SQLException {
        Product product = Product.of(source);
        Migrations.apply(source);
        return new Opened(place, product, source, Jdbi.create(source), pool);
    }

    /// Whether nobody else can be using it.
    boolean exclusive() {
        return place instanceof Source.File && Pools.ownH2();
    }

    /// A key that does not fit keeps nobody from what is not secret.
    void checkSecrets(Vault vault) {
        try {
            jdbi.useHandle(handle -> SecretProbeTable.check(handle, vault)
                    .ifPresent(sentence -> LOG.log(System.Logger.Level.ERROR, sentence)));
        } catch (JdbiException e) {
            // another node wrote the same first row at the same moment
            LOG.log(System.Logger.Level.DEBUG, "the key was not checked", e);
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            end(place, jdbi, pool);
        }
    }

    /// A file is written out and let go by its own command; the pool alone would leave it open in this process.
    private static void end(Source place, Jdbi jdbi, HikariDataSource pool) {
        if (place instanceof Source.File && Pools.ownH2()) {
            try (Handle handle = jdbi.open()) {
                handle.execute("SHUTDOWN");
            } catch (JdbiException e) {
                LOG.log(System.Logger.Level.DEBUG, "the data store was closed without ceremony", e);
            }
        }
        Pools.close(pool);
    }
}
