package dev.sluice.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Message;
import dev.sluice.exchange.Role;
import dev.sluice.store.Database;
import dev.sluice.testing.TestingStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversationStoreTest {
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    Path home;

    private static ConversationStore at(Database database, Duration later) {
        return new ConversationStore(
                database, () -> Duration.ofDays(1), () -> 3, Clock.fixed(START.plus(later), ZoneOffset.UTC));
    }

    private static void say(ConversationStore store, String owner, String id, String text) {
        store.keep(owner, id, List.of(), turn(text), false);
    }

    private static Turn turn(String text) {
        return new Turn(List.of(Message.of(Role.USER, text), Message.of(Role.ASSISTANT, "re " + text)));
    }

    private static List<String> said(ConversationStore store, String owner, String id) {
        return store.recall(owner, id).said().stream().map(Message::text).toList();
    }

    private void with(TestingStores kind, Consumer<Database> work) {
        try (Database database = kind.open(home)) {
            work.accept(database);
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void turnsAreRememberedInTheirOrder(TestingStores kind) {
        with(kind, database -> {
            ConversationStore store = at(database, Duration.ZERO);
            say(store, "a", "c", "one");
            store.keep("a", "c", List.of(Message.of(Role.SYSTEM, "be brief")), turn("two"), false);
            assertThat(said(store, "a", "c")).containsExactly("one", "re one", "two", "re two");
            assertThat(store.recall("a", "c").heading()).containsExactly(Message.of(Role.SYSTEM, "be brief"));
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void anotherOwnersNameIsAnotherConversation(TestingStores kind) {
        with(kind, database -> {
            ConversationStore store = at(database, Duration.ZERO);
            say(store, "a", "c", "one");
            say(store, "b", "c", "two");
            assertThat(said(store, "a", "c")).containsExactly("one", "re one");
            assertThat(said(store, "b", "c")).containsExactly("two", "re two");
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void onlyTheLastTurnsAreRemembered(TestingStores kind) {
        with(kind, database -> {
            ConversationStore store = at(database, Duration.ZERO);
            IntStream.range(0, 5).forEach(number -> say(store, "a", "c", "t" + number));
            assertThat(said(store, "a", "c")).containsExactly("t2", "re t2", "t3", "re t3", "t4", "re t4");
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void largeTurnsPushOlderOnesOut(TestingStores kind) {
        with(kind, database -> {
            ConversationStore store = at(database, Duration.ZERO);
            say(store, "a", "c", "one");
            say(store, "a", "c", "x".repeat(3 << 20));
            String last = "y".repeat(2 << 20);
            say(store, "a", "c", last);
            assertThat(said(store, "a", "c")).containsExactly(last, "re " + last);
            say(store, "a", "c", "z".repeat(9 << 20));
            assertThat(said(store, "a", "c")).containsExactly(last, "re " + last);
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aReplacedHistoryIsForgotten(TestingStores kind) {
        with(kind, database -> {
            ConversationStore store = at(database, Duration.ZERO);
            say(store, "a", "c", "one");
            store.keep("a", "c", List.of(), turn("two"), true);
            assertThat(said(store, "a", "c")).containsExactly("two", "re two");
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatHasExpiredIsGone(TestingStores kind) {
        with(kind, database -> {
            say(at(database, Duration.ZERO), "a", "c", "one");
            ConversationStore later = at(database, Duration.ofHours(25));
            assertThat(said(later, "a", "c")).isEmpty();
            say(later, "a", "c", "two");
            assertThat(said(later, "a", "c")).containsExactly("two", "re two");
            at(database, Duration.ofDays(3)).sweep();
            assertThat(said(at(database, Duration.ZERO), "a", "c")).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void turnsThatEndAtOnceAreKeptEachAsAWhole(TestingStores kind) {
        with(kind, database -> {
            var store = new ConversationStore(
                    database, () -> Duration.ofDays(1), () -> 100, Clock.fixed(START, ZoneOffset.UTC));
            var ready = new CountDownLatch(8);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, 8)
                        .forEach(number -> threads.execute(() -> {
                            ready.countDown();
                            await(ready);
                            say(store, "a", "c", "t" + number);
                        }));
            }
            List<Turn> turns = store.recall("a", "c").turns();
            assertThat(turns)
                    .hasSize(8)
                    .allSatisfy(turn -> assertThat(turn.messages().getLast().text())
                            .isEqualTo("re " + turn.messages().getFirst().text()));
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
