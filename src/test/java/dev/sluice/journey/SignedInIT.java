package dev.sluice.journey;

import static dev.sluice.testing.RunningProxy.address;
import static dev.sluice.testing.RunningProxy.file;
import static dev.sluice.testing.RunningProxy.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Eventually;
import dev.sluice.testing.RunningProxy;
import dev.sluice.testing.RunningServer;
import dev.sluice.testing.ServerHome;
import dev.sluice.testing.ServerSettings;
import dev.sluice.testing.SignInRecipes;
import dev.sluice.testing.TestingClient;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Who has signed in at a real proxy, and who brings a name and a password of the server's own through one: known to
/// Sluice on the server behind, by the right name.
@EnabledIfSystemProperty(named = "sluice.test.servers", matches = ".+", disabledReason = "run with -Dservers=none")
final class SignedInIT {
    private static final String[] FORGED = {"X-Forwarded-User", "mallory", "X-Forwarded-Groups", "ops"};

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningServer SERVER =
            new RunningServer(ServerHome.TOMCAT, () -> ManagementJourney.config(UPSTREAM), SignedInIT::prepare);

    private static void prepare(Path base) throws IOException {
        ServerSettings.tomcat(base, ManagementJourney.PASSWORD);
        Files.writeString(
                base.resolve("conf/logging.properties"), "dev.sluice.access.level = INFO\n", StandardOpenOption.APPEND);
    }

    static boolean nginxIsHere() {
        return RunningProxy.nginxIsHere();
    }

    static boolean apacheIsHere() {
        return RunningProxy.apacheIsHere("proxy_http");
    }

    private static void knownAs(String name) {
        assertThat(Eventually.holds(Duration.ofSeconds(10), () -> SERVER.log().contains("caller=" + name)))
                .as(name)
                .isTrue();
        assertThat(SERVER.log()).doesNotContain("caller=mallory");
    }

    private static int models(TestingClient client, String... headers) {
        return client.get("/ai/v1/models", headers).statusCode();
    }

    private static String basic(String user) {
        String pair = user + ":" + ManagementJourney.PASSWORD;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @EnabledIf(value = "nginxIsHere", disabledReason = "nginx is not installed")
    void whoSignedInAtOauth2ProxyIsKnown() {
        try (var proxy = RunningProxy.nginx(SignInRecipes.oauth2Proxy(address(SERVER.url()), """
                add_header X-Auth-Request-Email ann@example.com always;
                add_header X-Auth-Request-Groups staff,ops always;
                return 202;
                """))) {
            assertThat(models(proxy.client(), FORGED)).isEqualTo(200);
            knownAs("ann@example.com");
        }
        try (var proxy = RunningProxy.nginx(SignInRecipes.oauth2Proxy(address(SERVER.url()), "return 401;"))) {
            assertThat(models(proxy.client(), FORGED)).isEqualTo(401);
        }
    }

    @Test
    @EnabledIf(value = "apacheIsHere", disabledReason = "Apache is not installed")
    void whoSignedInAtApacheIsKnown(@TempDir Path folder) {
        String conf = SignInRecipes.openIdc(address(SERVER.url()), folder, "staff,ops")
                + "RequestHeader unset Authorization\n";
        try (var proxy = RunningProxy.apache(conf)) {
            assertThat(models(proxy.client(), FORGED)).isEqualTo(401);
            assertThat(models(
                            proxy.client(),
                            "Authorization",
                            "Basic YWxpY2U6cGFzc3dvcmQ=",
                            "X-Forwarded-User",
                            "mallory"))
                    .isEqualTo(200);
            knownAs("alice");
        }
    }

    @Test
    @EnabledIf(value = "nginxIsHere", disabledReason = "nginx is not installed")
    void theServersOwnUsersAndRolesHoldBehindAProxy() {
        String conf = with(file("nginx/sluice.conf"), "127.0.0.1:8000", address(SERVER.url()));
        try (var proxy = RunningProxy.nginx(with(conf, "listen 80;", "listen @PORT@;"))) {
            assertThat(models(proxy.client(), FORGED)).as("nobody").isEqualTo(401);
            assertThat(models(proxy.client(), "Authorization", basic("carol"))).isEqualTo(200);
            knownAs("carol");
            assertThat(models(proxy.client(), "Authorization", basic("bob")))
                    .as("without a role")
                    .isEqualTo(403);
            assertThat(models(proxy.client(), "Authorization", basic("nobody"))).isEqualTo(401);
        }
    }
}
