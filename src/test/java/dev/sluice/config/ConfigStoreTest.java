package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ConfigStoreTest {
    @TempDir
    Path home;

    private final BlockingQueue<String> footers = new LinkedBlockingQueue<>();
    private TestingConfig testing;

    @BeforeEach
    void aHome() {
        testing = new TestingConfig(home);
    }

    @Test
    void aChangeIsInForceWithinASecond() throws InterruptedException {
        try (var store = opened("errors: { footer: one }")) {
            assertThat(store.current().errors().footer()).isEqualTo("one");
            long written = System.nanoTime();
            testing.file("errors: { footer: two }");
            assertThat(footers.poll(10, TimeUnit.SECONDS)).isEqualTo("two");
            assertThat(System.nanoTime() - written).isLessThan(TimeUnit.SECONDS.toNanos(1));
            assertThat(store.current().errors().footer()).isEqualTo("two");
        }
    }

    @Test
    void aBadFileKeepsTheOldConfigurationAndSaysWhy() throws InterruptedException {
        try (var store = opened("errors: { footer: one }")) {
            testing.file("errors: { foot: two }");
            until(() -> store.lastProblem().isPresent());
            assertThat(store.lastProblem())
                    .hasValueSatisfying(text -> assertThat(text).contains("line 1: errors.foot: unknown key"));
            assertThat(store.current().errors().footer()).isEqualTo("one");
            assertThat(footers).isEmpty();
            testing.file("errors: { footer: three }");
            assertThat(footers.poll(10, TimeUnit.SECONDS)).isEqualTo("three");
            assertThat(store.lastProblem()).isEmpty();
        }
    }

    @Test
    void aFileThatAppearsLaterIsRead() throws InterruptedException {
        try (var store = testing.open()) {
            store.onChange(config -> footers.add(config.errors().footer()));
            testing.file("errors: { footer: late }");
            assertThat(footers.poll(10, TimeUnit.SECONDS)).isEqualTo("late");
        }
    }

    @Test
    void aFileThatGoesAwayTakesNothingWithIt() throws IOException {
        try (var store = opened("auth: { api-key: k }")) {
            Files.delete(store.file());
            until(() -> store.lastProblem().isPresent());
            assertThat(store.lastProblem().orElseThrow()).contains("no such file");
            assertThat(store.current().auth().apiKey().matches("k")).isTrue();
        }
    }

    @Test
    void aRenamedFileOfTheSameSizeAndTimeIsRead() throws IOException, InterruptedException {
        try (var store = opened("errors: { footer: one }")) {
            Path next = home.resolve("next");
            TestingConfig.write(next, "errors: { footer: two }");
            Files.setLastModifiedTime(next, Files.getLastModifiedTime(store.file()));
            Files.move(next, store.file(), StandardCopyOption.ATOMIC_MOVE);
            assertThat(footers.poll(10, TimeUnit.SECONDS)).isEqualTo("two");
        }
    }

    @Test
    void aSwappedLinkIsFollowed() throws IOException, InterruptedException {
        Files.createDirectory(home.resolve("a"));
        Files.createDirectory(home.resolve("b"));
        TestingConfig.write(home.resolve("a/sluice.yaml"), "errors: { footer: one }");
        TestingConfig.write(home.resolve("b/sluice.yaml"), "errors: { footer: two }");
        Files.createSymbolicLink(home.resolve("now"), home.resolve("a"));
        testing.env("SLUICE_CONFIG", home.resolve("now/sluice.yaml").toString());
        try (var store = testing.open()) {
            store.onChange(config -> footers.add(config.errors().footer()));
            Files.createSymbolicLink(home.resolve("next"), home.resolve("b"));
            Files.move(home.resolve("next"), home.resolve("now"), StandardCopyOption.ATOMIC_MOVE);
            assertThat(footers.poll(10, TimeUnit.SECONDS)).isEqualTo("two");
        }
    }

    @Test
    void aFileThatAValueComesFromIsFollowedToo() throws InterruptedException {
        TestingConfig.write(home.resolve("text"), "one");
        try (var store = opened("errors: { footer: '${file:text}' }")) {
            assertThat(store.current().errors().footer()).isEqualTo("one");
            TestingConfig.write(home.resolve("text"), "two");
            assertThat(footers.poll(10, TimeUnit.SECONDS)).isEqualTo("two");
        }
    }

    @Test
    void reloadsAtOnceWhenAsked() {
        try (var store = opened("errors: { footer: one }")) {
            testing.file("errors: { footer: two }");
            store.reload();
            assertThat(store.current().errors().footer()).isEqualTo("two");
            testing.file("errors: [two]");
            assertThatThrownBy(store::reload)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("line 1");
            assertThat(store.current().errors().footer()).isEqualTo("two");
        }
    }

    @Test
    void saysWhatNeedsARestart() {
        try (var store = opened("server: { port: 1 }")) {
            testing.file("server: { port: 2, host: '::1' }\nerrors: { footer: x }");
            store.reload();
            assertThat(store.notices())
                    .extracting(Notice::text)
                    .containsExactly("server.host, server.port: changed, takes effect after a restart");
            testing.file("server: { port: 1 }");
            store.reload();
            assertThat(store.notices()).isEmpty();
        }
    }

    @Test
    void aListenerThatFailsDoesNotStopTheOthers() {
        try (var store = testing.open()) {
            store.onChange(config -> {
                throw new IllegalStateException("no");
            });
            store.onChange(config -> footers.add(config.errors().footer()));
            testing.file("errors: { footer: heard }");
            store.reload();
            assertThat(footers).containsExactly("heard");
            assertThat(store.lastProblem()).isPresent();
        }
    }

    @Test
    void noThreadOutlivesIt() {
        var store = opened("errors: { footer: one }");
        assertThat(watchers()).isPositive();
        long before = watchers();
        long began = System.nanoTime();
        store.close();
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(2));
        assertThat(watchers()).isEqualTo(before - 1);
        store.close();
    }

    private ConfigStore opened(String text) {
        var store = testing.file(text).open();
        store.onChange(config -> footers.add(config.errors().footer()));
        return store;
    }

    private static long watchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("sluice-configuration"))
                .count();
    }

    private static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!holds.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }
}
