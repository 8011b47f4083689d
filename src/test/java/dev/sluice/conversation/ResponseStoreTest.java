package dev.sluice.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.store.Database;
import dev.sluice.testing.TestingStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseStoreTest {
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    Path home;

    private static ResponseStore at(Database database, Duration later) {
        return new ResponseStore(
                database, () -> Duration.ofDays(1), () -> 3, Clock.fixed(START.plus(later), ZoneOffset.UTC));
    }

    private static void keep(ResponseStore store, String owner, String id, @Nullable String previous) {
        store.keep(
                new StoredResponse(id, owner, previous, "fake", false, "{\"id\":\"" + id + "\"}", START),
                List.of(
                        new StoredItem("msg_" + id, true, "{\"asked\":\"" + id + "\"}"),
                        new StoredItem("out_" + id, false, "{\"said\":\"" + id + "\"}")));
    }

    private void with(TestingStores kind, Consumer<Database> work) {
        try (Database database = kind.open(home)) {
            work.accept(database);
        }
    }

    private static void unknown(Runnable work) {
        var refused = catchThrowableOfType(RefusedException.class, work::run);
        assertThat(refused.failure()).isInstanceOf(Failure.NotFound.class);
    }

    private static List<String> ids(List<StoredItem> items) {
        return items.stream().map(StoredItem::id).toList();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatWasSaidIsReadInItsOrder(TestingStores kind) {
        with(kind, database -> {
            ResponseStore store = at(database, Duration.ZERO);
            keep(store, "a", "r1", null);
            keep(store, "a", "r2", "r1");
            assertThat(ids(store.said("a", "r2"))).containsExactly("msg_r1", "out_r1", "msg_r2", "out_r2");
            assertThat(store.require("a", "r2").previous()).isEqualTo("r1");
            assertThat(ids(store.given("a", "r2", null, 2, true).items())).containsExactly("msg_r1", "out_r1");
            assertThat(ids(store.given("a", "r2", "out_r1", 2, true).items())).containsExactly("msg_r2");
            assertThat(ids(store.given("a", "r2", null, 1, false).items())).containsExactly("msg_r2");
            assertThat(store.item("a", "out_r1").orElseThrow().body()).contains("said");
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void othersSeeNothing(TestingStores kind) {
        with(kind, database -> {
            ResponseStore store = at(database, Duration.ZERO);
            keep(store, "a", "r1", null);
            unknown(() -> store.require("b", "r1"));
            unknown(() -> store.said("b", "r1"));
            unknown(() -> store.delete("b", "r1"));
            unknown(() -> store.given("b", "r1", null, 5, true));
            assertThat(store.item("b", "msg_r1")).isEmpty();
            keep(store, "b", "r1", null);
            store.delete("b", "r1");
            assertThat(store.require("a", "r1").owner()).isEqualTo("a");
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aConversationLivesAsLongAsItsLastTurnAndNoLongerThanItsTime(TestingStores kind) {
        with(kind, database -> {
            keep(at(database, Duration.ZERO), "a", "r1", null);
            keep(at(database, Duration.ofHours(20)), "a", "r2", "r1");
            ResponseStore later = at(database, Duration.ofHours(30));
            later.sweep();
            assertThat(later.said("a", "r2")).hasSize(4);
            ResponseStore muchLater = at(database, Duration.ofHours(45));
            unknown(() -> muchLater.require("a", "r2"));
            muchLater.sweep();
            assertThat(later.item("a", "msg_r1")).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void onlyTheLastTurnsAreRemembered(TestingStores kind) {
        with(kind, database -> {
            ResponseStore store = at(database, Duration.ZERO);
            keep(store, "a", "r1", null);
            for (int turn = 2; turn <= 5; turn++) {
                keep(store, "a", "r" + turn, "r" + (turn - 1));
            }
            assertThat(ids(store.said("a", "r5")))
                    .containsExactly("msg_r3", "out_r3", "msg_r4", "out_r4", "msg_r5", "out_r5");
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aConversationWithAHoleIsNotGoneOnFromSilently(TestingStores kind) {
        with(kind, database -> {
            ResponseStore store = at(database, Duration.ZERO);
            keep(store, "a", "r1", null);
            keep(store, "a", "r2", "r1");
            store.delete("a", "r1");
            unknown(() -> store.said("a", "r2"));
            assertThat(store.require("a", "r2").id()).isEqualTo("r2");
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void anIdThatComesAgainLosesNothing(TestingStores kind) {
        with(kind, database -> {
            ResponseStore store = at(database, Duration.ZERO);
            keep(store, "a", "same", null);
            keep(store, "a", "same", "same");
            assertThat(store.said("a", "same")).hasSize(4);
            keep(store, "a", "same", null);
            assertThat(store.said("a", "same")).hasSize(2);
        });
    }
}
