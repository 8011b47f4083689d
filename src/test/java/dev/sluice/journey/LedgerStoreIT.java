package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingPostgres;
import dev.sluice.testing.TestingRelay;
import dev.sluice.testing.TestingUpstream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A data store that goes away and comes back: requests go on, and none of them is missing from the ledger.
final class LedgerStoreIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    private static void ask(RunningSluice sluice, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(sluice.client().chat(Json.chat("gpt-fake", false)).statusCode())
                    .isEqualTo(200);
        }
    }

    private static long counted(RunningSluice sluice) {
        var usage = sluice.client().get("/admin/api/usage");
        return usage.statusCode() == 200
                ? Json.parse(usage.body()).at("/data/0/requests").asLong()
                : -1;
    }

    private static boolean rowsWait(RunningSluice sluice) {
        String[] files = sluice.home().resolve("ledger").toFile().list();
        return files != null && files.length > 0;
    }

    private static String yaml(String url) {
        return TestingConfig.of(UPSTREAM, "data: { url: \"" + url + "\" }\n");
    }

    @Test
    void noRowIsLostWhileTheStoreIsAway() {
        String direct = TestingPostgres.newDatabase();
        int port = URI.create(direct.substring("jdbc:".length())).getPort();
        try (var relay = new TestingRelay(port)) {
            String url = direct.replace(":" + port + "/", ":" + relay.port() + "/");
            try (RunningSluice sluice = RunningSluice.with(yaml(url))) {
                ask(sluice, 3);
                assertThat(Eventually.holds(SOON, () -> counted(sluice) == 3)).isTrue();
                relay.cut();
                ask(sluice, 5);
                Refusals.refused(sluice.client().get("/admin/api/usage"), 503, "server_error");
                assertThat(rowsWait(sluice)).isTrue();
                ask(sluice, 2);
                relay.mend();
                assertThat(Eventually.holds(SOON, () -> counted(sluice) == 10))
                        .as(sluice.log())
                        .isTrue();
                assertThat(rowsWait(sluice)).isFalse();
            }
        }
    }

    @Test
    void whatWaitedIsTakenUpAfterARestart() {
        String direct = TestingPostgres.newDatabase();
        try (RunningSluice first = RunningSluice.with(yaml("jdbc:postgresql://127.0.0.1:1/none"))) {
            ask(first, 4);
            assertThat(Eventually.holds(SOON, () -> rowsWait(first))).isTrue();
            ask(first, 2);
            first.terminate();
            first.ending();
            try (RunningSluice second = RunningSluice.with(
                    yaml(direct), Map.of("SLUICE_HOME", first.home().toString(), "SLUICE_DATA_URL", direct))) {
                assertThat(Eventually.holds(SOON, () -> counted(second) == 6))
                        .as(second.log())
                        .isTrue();
            }
        }
    }

    @Test
    void aKilledProcessLosesNothingThatWasWritten() {
        try (RunningSluice first = RunningSluice.with(TestingConfig.of(UPSTREAM, ""))) {
            ask(first, 7);
            assertThat(counted(first)).isEqualTo(7);
            first.kill();
            try (RunningSluice second =
                    RunningSluice.with("", Map.of("SLUICE_HOME", first.home().toString()))) {
                assertThat(counted(second)).isEqualTo(7);
            }
        }
    }
}
