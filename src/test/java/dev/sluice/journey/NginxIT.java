package dev.sluice.journey;

import static dev.sluice.testing.RunningProxy.address;
import static dev.sluice.testing.RunningProxy.file;
import static dev.sluice.testing.RunningProxy.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningProxy;
import dev.sluice.testing.SignInRecipes;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSocket;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledIf(value = "nginxIsHere", disabledReason = "nginx is not installed")
final class NginxIT extends ProxyJourney {
    static boolean nginxIsHere() {
        return RunningProxy.nginxIsHere();
    }

    @Override
    RunningProxy before(String address) {
        return RunningProxy.nginx(inFrontOf(address));
    }

    private static String inFrontOf(String address) {
        return with(with(file("nginx/sluice.conf"), "127.0.0.1:8000", address), "listen 80;", "listen @PORT@;");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallerThatHangsUpEndsTheUpstream(boolean stream) {
        String model = "left-" + stream;
        upstream().answer(model, TestingAnswers.silence());
        TestingRequest request;
        try (var socket = TestingSocket.to(proxy().url())) {
            socket.post("/v1/chat/completions", Json.chat("fake/" + model, stream), KEY);
            request = upstream().awaitRequest(model);
        }
        assertThat(request.closedWithin(Duration.ofSeconds(2)))
                .as("within two seconds")
                .isTrue();
    }

    @Test
    void itsOwnRefusalsHaveTheShapeThatClientsKnow() {
        String small = with(inFrontOf(address(upstream().baseUrl())), "200m", "1k");
        try (var proxy = RunningProxy.nginx(small)) {
            HttpResponse<String> large = proxy.client().chat("{\"x\": \"" + "x".repeat(5000) + "\"}");
            assertThat(large.statusCode()).isEqualTo(413);
            Refusals.error(large.body());
        }
        try (var proxy = RunningProxy.nginx(inFrontOf("127.0.0.1:" + TestingUpstream.freePort()))) {
            HttpResponse<String> away = proxy.client().get("/v1/models");
            assertThat(away.statusCode()).isEqualTo(502);
            assertThat(away.headers().firstValue("content-type")).contains("application/json");
            Refusals.error(away.body());
        }
    }

    @Test
    void oauth2ProxyTellsWhoTheCallerIs() {
        try (var proxy = RunningProxy.nginx(signedInBy("""
                add_header X-Auth-Request-Email alice@example.com always;
                add_header X-Auth-Request-Groups llm-users,llm-admins always;
                return 202;
                """))) {
            proxy.client().get("/ai/a%2Fb", "X-Forwarded-User", "mallory", "X-Forwarded-Groups", "root");
            TestingRequest seen = upstream().requests().getLast();
            assertThat(seen.path()).isEqualTo("/ai/a%2Fb");
            assertThat(seen.header("x-forwarded-user")).isEqualTo("alice@example.com");
            assertThat(seen.header("x-forwarded-groups")).isEqualTo("llm-users,llm-admins");
            proxy.client().get("/v1/key", "Authorization", "Bearer k", "X-Forwarded-User", "mallory");
            TestingRequest keyed = upstream().requests().getLast();
            assertThat(keyed.header("authorization")).isEqualTo("Bearer k");
            assertThat(keyed.headers()).doesNotContainKeys("x-forwarded-user", "x-forwarded-groups");
        }
    }

    @Test
    void whoHasNotSignedInIsSentToOauth2ProxyAndAProgramIsRefused() {
        try (var proxy = RunningProxy.nginx(signedInBy("return 401;"))) {
            HttpResponse<String> page = proxy.client().get("/chat", "X-Forwarded-User", "mallory");
            assertThat(page.statusCode()).isEqualTo(302);
            assertThat(page.headers().firstValue("location").orElse("")).contains("/oauth2/start?rd=");
            HttpResponse<String> program = proxy.client().get("/ai/v1/models");
            assertThat(program.statusCode()).isEqualTo(401);
            Refusals.error(program.body());
            assertThat(upstream().requests())
                    .noneMatch(request -> request.path().equals("/chat"));
        }
    }

    private String signedInBy(String answer) {
        return SignInRecipes.oauth2Proxy(address(upstream().baseUrl()), answer);
    }
}
