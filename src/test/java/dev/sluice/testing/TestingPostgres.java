package dev.sluice.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// A PostgreSQL of the tests' own, from the binaries that the build resolves: on 127.0.0.1, a free port, one for each
/// JVM. It refuses to run as root, so root starts it as `nobody`.
public final class TestingPostgres {
    private static final String BINARIES = "/postgres-linux-x86_64.txz";
    private static @Nullable TestingPostgres shared;
    private static int databases;

    private final Path folder;
    private final int port;
    private @Nullable Process server;

    private TestingPostgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /// The JDBC address of a new, empty database; skips the test where no PostgreSQL can be started.
    public static synchronized String newDatabase() {
        assumeTrue(runsHere(), "PostgreSQL's binaries for this system are not among the test libraries");
        TestingPostgres postgres = shared == null ? start() : shared;
        shared = postgres;
        String name = "test" + ++databases;
        try (Connection connection = postgres.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return postgres.url(name);
    }

    private static boolean runsHere() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")
                && TestingPostgres.class.getResource(BINARIES) != null
                && (!root() || Programs.present("setpriv"));
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    /// Not by way of the driver manager, from which a closed store takes the driver.
    private Connection connection() throws SQLException {
        return Objects.requireNonNull(new org.postgresql.Driver().connect(url("postgres"), new Properties()));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=sluice&password=not-secret";
    }

    private static TestingPostgres start() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = free.getLocalPort();
            free.close();
            Path folder = Files.createTempDirectory("sluice-postgres");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpack(folder.resolve("pg"));
            var postgres = new TestingPostgres(folder, port);
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop));
            postgres.run();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(Path target) throws IOException {
        try (InputStream in = TestingPostgres.class.getResourceAsStream(BINARIES);
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                    path.toFile().setExecutable((entry.getMode() & 0111) != 0, false);
                }
            }
        }
    }

    private void run() throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectory(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        Path password = Files.writeString(folder.resolve("password"), "not-secret");
        if (root()) {
            ran("chown", "-R", "nobody", data.toString());
        }
        ran(command(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                "sluice",
                "-A",
                "scram-sha-256",
                "--no-sync",
                "--no-locale",
                "-E",
                "UTF8",
                "--pwfile=" + password));
        server = new ProcessBuilder(command(
                        "postgres",
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        if (!Eventually.holds(Duration.ofSeconds(60), this::answers)) {
            throw new AssertionError("PostgreSQL did not start:\n" + Files.readString(folder.resolve("log")));
        }
    }

    private boolean answers() {
        try (Connection connection = connection()) {
            return connection.isValid(1);
        } catch (SQLException starting) {
            return false;
        }
    }

    private String[] command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.add(folder.resolve("pg/bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private void ran(String... command) {
        Programs.Ended ended = Programs.run(folder, Map.of("LC_ALL", "C"), command);
        if (ended.status() != 0) {
            throw new AssertionError(String.join(" ", command) + ":\n" + ended.output());
        }
    }

    private void stop() {
        try {
            if (server != null) {
                server.destroy();
                if (!server.waitFor(10, TimeUnit.SECONDS)) {
                    server.destroyForcibly().waitFor();
                }
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            System.err.println("the test's PostgreSQL left files behind: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
