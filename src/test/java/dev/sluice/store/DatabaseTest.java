package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.DataConfig;
import dev.sluice.config.Secret;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.testing.Eventually;
import dev.sluice.testing.TestingStores;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Driver;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
    @TempDir
    Path home;

    private static long probes(Database database) {
        return database.call(handle -> handle.createQuery("SELECT COUNT(*) FROM sluice_secret_probe")
                .mapTo(Long.class)
                .one());
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theTablesAreThereAtFirstUse(TestingStores kind) {
        try (Database database = kind.open(home)) {
            assertThat(probes(database)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aTransactionIsAllOrNothing(TestingStores kind) {
        try (Database database = kind.open(home)) {
            assertThatThrownBy(() -> database.transact(handle -> {
                        handle.execute("DELETE FROM sluice_secret_probe");
                        throw new IllegalStateException("half way");
                    }))
                    .hasMessageContaining("half way");
            assertThat(probes(database)).isEqualTo(1);
        }
    }

    @Test
    void whatWasWrittenIsThereAfterAReopening() {
        try (Database database = TestingStores.H2.open(home)) {
            database.call(
                    handle -> handle.execute("INSERT INTO sluice_secret_probe (key_id, sealed) VALUES ('k', 's')"));
        }
        try (Database database = TestingStores.H2.open(home)) {
            assertThat(probes(database)).isEqualTo(2);
        }
        assertThat(home.resolve("data/sluice.mv.db")).exists();
    }

    @Test
    void itsFolderIsItsOwnersAlone() throws IOException {
        try (Database database = TestingStores.H2.open(home)) {
            probes(database);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aFileInUseIsAFailureOfThisRequestAlone() throws IOException {
        Path file = Files.createDirectory(home.resolve("data")).resolve("sluice.mv.db");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                Database database = TestingStores.H2.open(home)) {
            try (var held = channel.lock()) {
                assertThat(held.isValid()).isTrue();
                RefusedException refused = catchThrowableOfType(RefusedException.class, () -> probes(database));
                assertThat(refused.failure()).isInstanceOf(Failure.StoreAway.class);
                assertThat(Causes.sentence(new Source.File(home.resolve("data"), "sluice"), refused))
                        .contains(file.toString(), "SLUICE_HOME", "data.url");
            }
            assertThat(Eventually.holds(Duration.ofSeconds(20), () -> opens(database)))
                    .as("it is tried again")
                    .isTrue();
        }
    }

    private static boolean opens(Database database) {
        try {
            return probes(database) == 1;
        } catch (RefusedException away) {
            return false;
        }
    }

    @Test
    void aDatabaseThatIsAwayIsAFailureOfThisRequestAlone() {
        var nowhere = new DataConfig(
                Secret.of("jdbc:postgresql://somebody:pass-word@127.0.0.1:1/none"), "", Secret.of("key"));
        try (Database database = Database.of(nowhere, home)) {
            RefusedException refused = catchThrowableOfType(RefusedException.class, () -> probes(database));
            assertThat(refused.failure()).isInstanceOf(Failure.StoreAway.class);
            assertThat(refused.failure().message()).doesNotContain("127.0.0.1", "pass-word", "somebody");
            long before = System.nanoTime();
            assertThatThrownBy(() -> probes(database)).isInstanceOf(RefusedException.class);
            assertThat(System.nanoTime() - before)
                    .as("the second request does not wait for a connection")
                    .isLessThan(TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void itOpensByItself() throws InterruptedException {
        var open = new CountDownLatch(1);
        var clock = Executors.newSingleThreadScheduledExecutor();
        try (clock;
                Database database = TestingStores.H2.open(home)) {
            database.whenOpen(store -> open.countDown());
            database.openSoon(clock, 1);
            assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
            clock.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void anInterruptClosesItForNobody(TestingStores kind) {
        try (Database database = kind.open(home)) {
            probes(database);
            Thread.currentThread().interrupt();
            try {
                database.call(handle -> handle.execute("UPDATE sluice_secret_probe SET sealed = sealed"));
            } catch (RuntimeException interrupted) {
                // the interrupted one may fail, the others must not
            } finally {
                Thread.interrupted();
            }
            assertThat(probes(database)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void nothingIsLeftBehind(TestingStores kind) {
        try (Database database = kind.open(home)) {
            probes(database);
        }
        assertThat(Collections.list(DriverManager.getDrivers()).stream().map(Driver::getClass))
                .doesNotContain(org.h2.Driver.class, org.postgresql.Driver.class);
        assertThat(Eventually.holds(
                        Duration.ofSeconds(5), () -> threads().findAny().isEmpty()))
                .as(threads().toList().toString())
                .isTrue();
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("sluice-store") || name.contains("MVStore") || name.startsWith("H2 "));
    }

    @Test
    void everyScriptIsKnown() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/sluice/store"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Migrations.SCRIPTS);
        }
    }
}
