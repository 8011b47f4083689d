package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A configuration that changes while Sluice runs. Promised is one second; a busy machine is given three.
final class ConfigReloadIT {
    private static final Duration LIVE = Duration.ofSeconds(3);

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    private static final String PLAIN = TestingConfig.of(UPSTREAM, "aliases: { first: [fake/a] }\n");

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(PLAIN);

    @BeforeEach
    void theFirstConfigurationServes() throws IOException {
        Files.writeString(SLUICE.file(), PLAIN);
        assertThat(Eventually.holds(LIVE, () -> serves("first") && !serves("second")))
                .isTrue();
    }

    private static boolean serves(String model) {
        return SLUICE.client().chat(Json.chat(model, false)).statusCode() == 200;
    }

    @Test
    void aChangeIsLiveAtOnce() throws IOException {
        Files.writeString(SLUICE.file(), TestingConfig.of(UPSTREAM, "aliases: { second: [fake/b] }\n"));
        assertThat(Eventually.holds(LIVE, () -> serves("second"))).isTrue();
        assertThat(serves("first")).isFalse();
    }

    @Test
    void aFileMovedIntoPlaceIsSeenToo() throws IOException {
        var fresh = SLUICE.home().resolve("next.yaml");
        Files.writeString(fresh, TestingConfig.of(UPSTREAM, "aliases: { second: [fake/b] }\n"));
        Files.move(fresh, SLUICE.file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(Eventually.holds(LIVE, () -> serves("second"))).isTrue();
    }

    @Test
    void aBadFileKeepsTheOldConfigurationAndSaysWhy() throws IOException {
        Files.writeString(SLUICE.file(), TestingConfig.of(UPSTREAM, "aliases: { second: [fake/b] }\nlimitz: {}\n"));
        assertThat(Eventually.holds(LIVE, () -> SLUICE.log().contains("limitz")))
                .isTrue();
        assertThat(SLUICE.log()).contains("limits");
        assertThat(serves("first")).isTrue();
        assertThat(serves("second")).isFalse();
    }

    @Test
    void aKeyThatIsSetLocksTheDoorAtOnce() throws IOException {
        Files.writeString(SLUICE.file(), PLAIN + "auth: { api-key: new-key }\n");
        assertThat(Eventually.holds(
                        LIVE, () -> SLUICE.client().get("/v1/models").statusCode() == 401))
                .isTrue();
        assertThat(SLUICE.client().get("/v1/models", "x-api-key", "new-key").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aStreamInFlightGoesOnToItsEnd() throws IOException {
        var go = new CountDownLatch(1);
        UPSTREAM.answer("flight", TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(go)));
        try (TestingEvents events = SLUICE.client().stream(Json.chat("fake/flight", true))) {
            events.next();
            Files.writeString(SLUICE.file(), TestingConfig.of(UPSTREAM, "aliases: { second: [fake/b] }\n"));
            assertThat(Eventually.holds(Duration.ofMillis(1400), () -> serves("second")))
                    .isTrue();
            go.countDown();
            assertThat(TestingEvents.text(events.rest())).isEqualTo("t0 t1 t2");
        }
    }
}
