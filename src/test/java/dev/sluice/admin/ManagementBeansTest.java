package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.Listing;
import dev.sluice.catalog.TestingProvider;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.ConfigInputs;
import dev.sluice.config.ConfigStore;
import dev.sluice.exchange.Failure;
import dev.sluice.routing.Health;
import dev.sluice.routing.Target;
import dev.sluice.telemetry.Readiness;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementBeansTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    Path home;

    private final Health health = new Health(new BreakerConfig(1, Duration.ofMinutes(1)), System::nanoTime);
    private final Readiness readiness = new Readiness();
    private List<Listing> listings =
            List.of(TestingProvider.listing("fake", "m", "n"), TestingProvider.listing("odd,=name", "m"));
    private ConfigStore store;
    private ManagementBeans beans;

    @BeforeEach
    void deployed() throws IOException {
        Path file = Files.writeString(home.resolve("sluice.yaml"), "log: { level: info }\n");
        store = ConfigStore.open(
                new ConfigInputs(
                        Map.of("config", file.toString()), Map.of("SLUICE_HOME", home.toString()), Map.of(), Map.of()),
                Set.of("openai"));
        beans = deploy("/unit");
    }

    private ManagementBeans deploy(String context) {
        var gateway = new ManagedGateway("9", store, this::catalog, readiness, () -> 3, () -> 2);
        return new ManagementBeans(context, gateway, health);
    }

    private Catalog catalog() {
        return new Catalog(listings, store.current().aliases(), store.current().defaults());
    }

    @AfterEach
    void undeployed() throws Exception {
        beans.close();
        store.close();
        assertThat(names("*")).isEmpty();
    }

    private static Set<String> names(String properties) throws Exception {
        return SERVER.queryNames(new ObjectName("dev.sluice:" + properties), null).stream()
                .map(ObjectName::toString)
                .collect(Collectors.toSet());
    }

    private static <T> T bean(String properties, Class<T> type) throws Exception {
        return JMX.newMXBeanProxy(SERVER, new ObjectName("dev.sluice:" + properties), type);
    }

    private static ProviderMXBean fake() throws Exception {
        return bean("type=Provider,context=/unit,name=fake", ProviderMXBean.class);
    }

    private static GatewayMXBean gateway() throws Exception {
        return bean("type=Gateway,context=/unit", GatewayMXBean.class);
    }

    @Test
    void deploymentsInOneServerAreToldApart() throws Exception {
        try (var root = deploy("");
                var again = deploy("/unit")) {
            assertThat(names("type=Gateway,*"))
                    .containsExactlyInAnyOrder(
                            "dev.sluice:type=Gateway,context=/",
                            "dev.sluice:type=Gateway,context=/unit",
                            "dev.sluice:type=Gateway,context=/unit,instance=2");
            assertThat(names("type=Provider,name=fake,*")).hasSize(3);
        }
        assertThat(names("type=Gateway,*")).containsExactly("dev.sluice:type=Gateway,context=/unit");
    }

    @Test
    void theGatewayTellsItsState() throws Exception {
        GatewayMXBean gateway = gateway();
        assertThat(gateway.getVersion()).isEqualTo("9");
        assertThat(gateway.getProviders()).containsExactly("fake", "odd,=name");
        assertThat(gateway.getOpenRequests()).isEqualTo(3);
        assertThat(gateway.getOpenStreams()).isEqualTo(2);
        assertThat(gateway.getConfigurationFile()).endsWith("sluice.yaml");
        assertThat(gateway.getConfigurationProblem()).isEmpty();
        assertThat(gateway.getState()).isEqualTo("serving");
        gateway.drain();
        assertThat(gateway.getState()).isEqualTo("draining");
        assertThat(readiness.draining()).isTrue();
        gateway.resume();
        assertThat(readiness.draining()).isFalse();
    }

    @Test
    void aReloadSaysWhatIsWrong() throws Exception {
        String before = gateway().getConfigurationSince();
        gateway().reload();
        assertThat(gateway().getConfigurationSince()).isNotEqualTo(before);
        Files.writeString(store.file(), "logg: { level: info }\n");
        assertThatThrownBy(() -> gateway().reload())
                .hasStackTraceContaining("IllegalArgumentException")
                .hasStackTraceContaining("logg: unknown key");
        assertThat(gateway().getConfigurationProblem()).contains("logg: unknown key");
        Files.writeString(store.file(), "log: { level: debug }\n");
        gateway().reload();
        assertThat(gateway().getConfigurationProblem()).isEmpty();
        assertThat(store.current().log().level()).isEqualTo("debug");
    }

    @Test
    void aProviderTellsWhatItDid() throws Exception {
        health.tally("fake").began();
        health.failed(
                new Target(listings.getFirst(), "m"), new Failure.UpstreamBroken("fake", "It fell silent.", true));
        assertThat(fake().getName()).isEqualTo("fake");
        assertThat(fake().getKind()).isEqualTo("openai");
        assertThat(fake().getModels()).isEqualTo(2);
        assertThat(fake().getRequests()).isEqualTo(1);
        assertThat(fake().getOpenRequests()).isEqualTo(1);
        assertThat(fake().getFailures()).isEqualTo(1);
        assertThat(fake().getLastFailure()).endsWith("It fell silent.");
        assertThat(fake().getAvoidedModels()).containsExactly("m");
    }

    @Test
    void aProviderIsSwitchedOffAndOn() throws Exception {
        health.tally("fake").began();
        assertThat(fake().getState()).isEqualTo("on");
        assertThat(fake().drain()).isEqualTo(1);
        assertThat(listings.getFirst().enabled()).isFalse();
        assertThat(fake().getState()).isEqualTo("draining");
        health.tally("fake").ended();
        assertThat(fake().getState()).isEqualTo("off");
        fake().enable();
        assertThat(fake().isEnabled()).isTrue();
        fake().disable();
        assertThat(fake().isEnabled()).isFalse();
    }

    @Test
    void providersComeAndGo() throws Exception {
        assertThat(names("type=Provider,*"))
                .containsExactlyInAnyOrder(
                        "dev.sluice:type=Provider,context=/unit,name=fake",
                        "dev.sluice:type=Provider,context=/unit,name=\"odd,=name\"");
        listings = List.of(TestingProvider.listing("fake", "m"), TestingProvider.listing("new", "m"));
        beans.follow();
        assertThat(names("type=Provider,*"))
                .containsExactlyInAnyOrder(
                        "dev.sluice:type=Provider,context=/unit,name=fake",
                        "dev.sluice:type=Provider,context=/unit,name=new");
        assertThat(fake().getModels()).isEqualTo(1);
    }
}
