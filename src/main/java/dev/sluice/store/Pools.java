package dev.sluice.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sluice.config.ServerClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// Makes pools of connections where no server gives one.
final class Pools {
    private static final System.Logger LOG = System.getLogger("dev.sluice.store");
    private static final int CONNECTIONS = 10;
    private static final long PATIENCE_MILLIS = 3_000;
    private static final int CONNECT_SECONDS = 3;
    private static final int ANSWER_SECONDS = 60;

    private Pools() {}

    static HikariDataSource open(Source.File file) throws SQLException {
        ownerOnly(file.folder());
        return pool(h2(file.url(ownH2())));
    }

    static HikariDataSource open(JdbcAddress address) throws SQLException {
        return pool(address.isPostgres() ? postgres(address) : h2(address.url()));
    }

    private static DataSource h2(String url) {
        if (!ownH2()) {
            ServerClasses.initialise("org.h2.message.DbException", JdbcDataSource.class.getClassLoader());
            makeHookOfServersH2();
        }
        var source = new JdbcDataSource();
        source.setUrl(url);
        return source;
    }

    private static DataSource postgres(JdbcAddress address) {
        registered();
        var source = new PGSimpleDataSource();
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        source.setTcpKeepAlive(true);
        source.setApplicationName("sluice");
        source.setUrl(address.url());
        address.user().ifPresent(source::setUser);
        address.password().ifPresent(source::setPassword);
        return source;
    }

    /// A driver that was taken back when another store was closed.
    private static void registered() {
        try {
            if (!org.postgresql.Driver.isRegistered()) {
                org.postgresql.Driver.register();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A pool is made for a database that answers: one that does not would keep the pool busy for longer than anybody
    /// wants to wait.
    private static HikariDataSource pool(DataSource source) throws SQLException {
        source.getConnection().close();
        var config = new HikariConfig(new Properties());
        config.setDataSource(source);
        config.setPoolName("sluice-store");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setKeepaliveTime(TimeUnit.MINUTES.toMillis(2));
        config.setInitializationFailTimeout(-1);
        config.setThreadFactory(new PoolThreads());
        return new HikariDataSource(config);
    }

    /// Returns when its threads have ended.
    static void close(HikariDataSource pool) {
        pool.close();
        if (pool.getThreadFactory() instanceof PoolThreads threads) {
            threads.awaitEnd();
        }
    }

    private static void ownerOnly(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes back what the drivers' classes gave to the whole process, so that it holds none of them after an
    /// undeploy.
    static void unregister() {
        if (ownH2()) {
            org.h2.Driver.unload();
        }
        try {
            if (ownClass(org.postgresql.Driver.class) && org.postgresql.Driver.isRegistered()) {
                org.postgresql.Driver.deregister();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// H2 makes its shut-down hook once and with the context class loader of whoever opens the first database. A
    /// server's H2 would hold that deployment for ever.
    private static void makeHookOfServersH2() {
        Thread here = Thread.currentThread();
        ClassLoader usual = here.getContextClassLoader();
        ClassLoader server = JdbcDataSource.class.getClassLoader();
        here.setContextClassLoader(server);
        try {
            Class.forName("org.h2.engine.OnExitDatabaseCloser", true, server);
        } catch (ClassNotFoundException e) {
            LOG.log(System.Logger.Level.DEBUG, "this H2 has no such hook", e);
        } finally {
            here.setContextClassLoader(usual);
        }
    }

    /// Whether H2 is this application's own. A server that puts one of its own before it (Payara) has one engine for
    /// all applications, and what one closes is closed for all.
    static boolean ownH2() {
        return ownClass(JdbcDataSource.class);
    }

    private static boolean ownClass(Class<?> driver) {
        return Pools.class.getClassLoader().equals(driver.getClassLoader());
    }
}
