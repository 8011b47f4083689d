package dev.sluice.ledger;

import static dev.sluice.ledger.TestingEntries.NOON;
import static dev.sluice.ledger.TestingEntries.entry;
import static dev.sluice.ledger.TestingEntries.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.DataConfig;
import dev.sluice.config.Secret;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.store.Database;
import dev.sluice.telemetry.Trail;
import dev.sluice.testing.TestingStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {
    @TempDir
    Path home;

    private Path waiting() {
        return home.resolve("ledger");
    }

    private void with(TestingStores kind, Consumer<Ledger> work) {
        try (Database database = kind.open(home);
                Ledger ledger = new Ledger(database, waiting())) {
            work.accept(ledger);
        }
    }

    /// A ledger whose data store never answers.
    private Ledger away() {
        var nobody = new DataConfig(Secret.of("jdbc:postgresql://127.0.0.1:1/none"), "", Secret.NONE);
        return new Ledger(Database.of(nobody, home), waiting());
    }

    private void wait(LedgerEntry... entries) throws IOException {
        try (var files = new WaitingFiles(waiting())) {
            files.append(List.of(entries));
        }
    }

    private Path onlyFile() {
        try (Stream<Path> files = Files.list(waiting())) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EntryQuery all(int limit) {
        return query(limit, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static EntryQuery query(
            int limit, Optional<String> after, Optional<String> model, Optional<Integer> status) {
        return new EntryQuery(
                limit, after, Optional.empty(), Optional.empty(), model, status, Optional.empty(), Optional.empty());
    }

    private static List<String> requests(Ledger ledger, EntryQuery query) {
        return ledger.page(query).stream().map(LedgerEntry::requestId).toList();
    }

    private static UsageRow total(Ledger ledger, String caller) {
        return ledger.usage(UsageQuery.of(caller, Optional.empty())).getFirst();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aRowComesBackAsItWasBooked(TestingStores kind) {
        with(kind, ledger -> {
            LedgerEntry whole = entry("r1", "api-key", NOON);
            LedgerEntry refused = failed("r2", "api-key", NOON);
            ledger.book(whole);
            ledger.book(refused);
            assertThat(ledger.of("r1")).contains(whole);
            assertThat(ledger.of("r2")).contains(refused);
            assertThat(ledger.of("r3")).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void rowsAreListedNewestFirstPageByPage(TestingStores kind) {
        with(kind, ledger -> {
            for (int at = 0; at < 5; at++) {
                ledger.book(entry("r" + at, "api-key", NOON.plusSeconds(at)));
            }
            assertThat(requests(ledger, all(2))).containsExactly("r4", "r3");
            String last = ledger.page(all(2)).getLast().id();
            assertThat(requests(ledger, query(2, Optional.of(last), Optional.empty(), Optional.empty())))
                    .containsExactly("r2", "r1");
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void rowsAreFoundByWhatTheyTell(TestingStores kind) {
        with(kind, ledger -> {
            ledger.book(entry("good", "api-key", NOON));
            ledger.book(failed("bad", "user:eve", NOON.plusSeconds(60)));
            assertThat(requests(ledger, query(9, Optional.empty(), Optional.of("gpt-fake"), Optional.empty())))
                    .containsExactly("good");
            assertThat(requests(ledger, query(9, Optional.empty(), Optional.of("nothing"), Optional.empty())))
                    .containsExactly("bad");
            assertThat(requests(ledger, query(9, Optional.empty(), Optional.empty(), Optional.of(404))))
                    .containsExactly("bad");
            var late = new EntryQuery(
                    9,
                    Optional.empty(),
                    Optional.of("user:eve"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(NOON.plusSeconds(30)),
                    Optional.of(NOON.plusSeconds(61)));
            assertThat(requests(ledger, late)).containsExactly("bad");
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void usageIsToldByEachDimension(TestingStores kind) {
        with(kind, ledger -> {
            ledger.book(entry("r1", "api-key", NOON));
            ledger.book(entry("r2", "user:eve", NOON));
            ledger.book(entry("r3", "user:eve", NOON.plus(Duration.ofDays(1))));
            ledger.book(failed("r4", "user:eve", NOON));
            UsageRow eve = total(ledger, "user:eve");
            assertThat(eve.requests()).isEqualTo(3);
            assertThat(eve.errors()).isEqualTo(1);
            assertThat(eve.tokens()).isEqualTo(new Usage(20, 10, 4, 2));
            assertThat(eve.cost()).isEqualByComparingTo("0.00005");
            var byDay = new UsageQuery(
                    List.of(Dimension.DAY, Dimension.MODEL), Optional.empty(), Optional.empty(), Optional.empty());
            assertThat(ledger.usage(byDay))
                    .extracting(UsageRow::key)
                    .containsExactly(
                            Map.of(Dimension.DAY, "2026-06-01", Dimension.MODEL, "gpt-fake"),
                            Map.of(Dimension.DAY, "2026-06-01", Dimension.MODEL, "nothing"),
                            Map.of(Dimension.DAY, "2026-06-02", Dimension.MODEL, "gpt-fake"));
            assertThat(ledger.usage(byDay).getFirst().requests()).isEqualTo(2);
            var byCaller = new UsageQuery(
                    List.of(Dimension.CALLER, Dimension.PROVIDER),
                    Optional.empty(),
                    Optional.of(NOON.plusSeconds(1)),
                    Optional.empty());
            assertThat(ledger.usage(byCaller))
                    .extracting(UsageRow::key)
                    .containsExactly(Map.of(Dimension.CALLER, "user:eve", Dimension.PROVIDER, "fake"));
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whoeverUsedNothingHasUsedNothing(TestingStores kind) {
        with(kind, ledger -> {
            UsageRow none = total(ledger, "nobody");
            assertThat(none.requests()).isZero();
            assertThat(none.cost()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void noNameThatACallerMakesUpSpoilsARow(TestingStores kind) {
        with(kind, ledger -> {
            var trail = new Trail("r1", "POST", "/v1/\u0000" + "x".repeat(500), System.nanoTime());
            trail.servedFor("api-key", "api-key");
            trail.asked("a\u0000b\n\ud800" + "y".repeat(500));
            ledger.book(LedgerEntry.of(trail, 404, "", new Prices(Map.of()), NOON));
            assertThat(ledger.of("r1").orElseThrow().asked())
                    .startsWith("a\uFFFDb\uFFFD\uFFFDyyy")
                    .hasSize(300);
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void rowsWaitInAFileWhileTheStoreIsAway(TestingStores kind) {
        try (Ledger ledger = away()) {
            ledger.book(entry("r1", "api-key", NOON));
            ledger.settle();
            ledger.book(entry("r2", "api-key", NOON));
            ledger.settle();
            assertThat(ledger.unsettled()).isTrue();
            onlyFile();
            assertThatThrownBy(() -> ledger.of("r1")).isInstanceOf(RefusedException.class);
        }
        assertThat(waiting()).isNotEmptyDirectory();
        with(kind, ledger -> {
            ledger.book(entry("r3", "api-key", NOON));
            ledger.settle();
            assertThat(waiting()).isEmptyDirectory();
            assertThat(ledger.unsettled()).isFalse();
            assertThat(total(ledger, "api-key").requests()).isEqualTo(3);
        });
    }

    @Test
    void rowsWaitInMemoryWhileTheDiskTakesNothing() throws IOException {
        Path inTheWay = Files.writeString(home.resolve("ledger"), "no folder");
        try (Ledger ledger = away()) {
            ledger.book(entry("r1", "api-key", NOON));
            ledger.settle();
            ledger.book(entry("r2", "api-key", NOON));
            ledger.settle();
            assertThat(ledger.unsettled()).isTrue();
            Files.delete(inTheWay);
        }
        with(
                TestingStores.H2,
                ledger -> assertThat(total(ledger, "api-key").requests()).isEqualTo(2));
    }

    @Test
    void aRowThatIsInBothPlacesCountsOnce() throws IOException {
        LedgerEntry twice = entry("r1", "api-key", NOON);
        wait(twice, entry("r2", "api-key", NOON));
        Path file = onlyFile();
        byte[] lines = Files.readAllBytes(file);
        with(
                TestingStores.H2,
                ledger -> assertThat(total(ledger, "api-key").requests()).isEqualTo(2));
        Files.write(file, lines);
        with(
                TestingStores.H2,
                ledger -> assertThat(total(ledger, "api-key").requests()).isEqualTo(2));
    }

    @Test
    void whatAnotherGatewayStillWritesIsLeftToIt() throws IOException {
        try (var others = new WaitingFiles(waiting())) {
            others.append(List.of(entry("r1", "api-key", NOON)));
            with(
                    TestingStores.H2,
                    ledger -> assertThat(total(ledger, "api-key").requests()).isZero());
            others.append(List.of(entry("r2", "api-key", NOON)));
        }
        with(
                TestingStores.H2,
                ledger -> assertThat(total(ledger, "api-key").requests()).isEqualTo(2));
        assertThat(waiting()).isEmptyDirectory();
    }

    @Test
    void aLineThatACrashHasCutHarmsNoOther() throws IOException {
        wait(entry("r1", "api-key", NOON));
        Files.writeString(onlyFile(), "{\"id\":\"0", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        wait(entry("r2", "api-key", NOON));
        with(TestingStores.H2, ledger -> {
            assertThat(total(ledger, "api-key").requests()).isEqualTo(2);
            assertThat(waiting()).isEmptyDirectory();
        });
    }

    @Test
    void aRowThatTheStoreWillNotHaveHarmsNoOther() throws IOException {
        LedgerEntry tooLong = entry("x".repeat(200), "api-key", NOON);
        wait(entry("r1", "api-key", NOON), tooLong);
        with(TestingStores.H2, ledger -> {
            assertThat(total(ledger, "api-key").requests()).isEqualTo(1);
            assertThat(waiting()).isEmptyDirectory();
        });
    }

    @Test
    void namesSortByTime() {
        Instant later = NOON.plusMillis(1);
        assertThat(EntryId.at(NOON)).isLessThan(EntryId.at(later)).hasSize(28).isGreaterThan(EntryId.from(NOON));
        assertThat(EntryId.at(NOON)).isLessThan(EntryId.from(later));
    }
}
