package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingUpstream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in.
final class KeysIT {
    private static final String CHAT = Json.chat("gpt-fake", false);

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice LOCKED = RunningSluice.with(
            TestingConfig.of(UPSTREAM, "auth: { api-key: \"${TEST_KEY}\", admin-key: admin-key-2 }\n"),
            Map.of("TEST_KEY", "caller-key-1"));

    @RegisterExtension
    static final RunningSluice FRESH = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer caller-key-1",
        "authorization, bearer caller-key-1",
        "g4f-api-key, caller-key-1",
        "x-api-key, caller-key-1",
        "api-key, caller-key-1",
        "Authorization, Bearer admin-key-2",
        "x-api-key, admin-key-2"
    })
    void aKnownKeyIsLetIn(String header, String value) {
        assertThat(LOCKED.client().chat(CHAT, header, value).statusCode()).isEqualTo(200);
        assertThat(LOCKED.client().get("/v1/models", header, value).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer caller-key-11",
        "Authorization, Bearer CALLER-KEY-1",
        "Authorization, Bearer ''",
        "Authorization, Basic Y2FsbGVyLWtleS0x",
        "g4f-api-key, wrong",
        "x-api-key, wrong",
        "api-key, wrong",
        "api-key, ''"
    })
    void anUnknownKeyIsNot(String header, String value) {
        JsonNode error = Refusals.refused(LOCKED.client().chat(CHAT, header, value), 401, "authentication_error");
        assertThat(error.path("message").asText()).doesNotContain("caller-key-1", "admin-key-2", "wrong");
    }

    @Test
    void aWrongKeyIsCalledInvalid() {
        JsonNode error = Refusals.refused(
                LOCKED.client().chat(CHAT, "Authorization", "Bearer nope"), 401, "authentication_error");
        assertThat(error.path("code").asText()).isEqualTo("invalid_api_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/models", "/v1/models/gpt-fake"})
    void listsNeedAKeyToo(String path) {
        JsonNode error = Refusals.refused(LOCKED.client().get(path), 401, "authentication_error");
        assertThat(error.path("code").asText()).isEqualTo("invalid_api_key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/models",
                "/v1//models",
                "/v1/models;x=y",
                "/v1/./models",
                "/docs/../v1/models",
                "/v1/models/",
                "/V1/models"
            })
    void noSpellingOfAPathGetsAroundTheKey(String path) {
        var socket = dev.sluice.testing.TestingSocket.to(LOCKED.url());
        try (socket) {
            String answer = socket.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .rest();
            assertThat(answer).matches("(?s)HTTP/1.1 (400|401|404) .*").doesNotContain("gpt-fake");
        }
    }

    @Test
    void theKeyIsCheckedBeforeTheBody() {
        Refusals.refused(LOCKED.client().chat("this is no JSON", "x-api-key", "wrong"), 401, "authentication_error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs",
                "/redoc",
                "/openapi.json",
                "/monitor/health",
                "/health/live",
                "/health/ready",
                "/health/started"
            })
    void somePagesAreOpen(String path) {
        assertThat(LOCKED.client().get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void optionsIsOpen() {
        assertThat(LOCKED.client().send("OPTIONS", "/v1/chat/completions", null).statusCode())
                .isIn(200, 204);
    }

    @Test
    void withoutAnyKeyTheSameMachineIsServedAndAnyKeyAccepted() {
        assertThat(FRESH.client().chat(CHAT).statusCode()).isEqualTo(200);
        assertThat(FRESH.client().chat(CHAT, "Authorization", "Bearer whatever").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 10.0.0.7", "Forwarded, for=10.0.0.7", "X-Forwarded-Host, example.org"})
    void withoutAnyKeyAForwardedRequestIsNotServed(String header, String value) {
        JsonNode error = Refusals.refused(FRESH.client().chat(CHAT, header, value), 401, "authentication_error");
        assertThat(error.path("message").asText()).contains("key");
        assertThat(error.path("code").asText()).isEqualTo("invalid_api_key");
        Refusals.refused(
                FRESH.client().chat(CHAT, header, value, "Authorization", "Bearer any"), 401, "authentication_error");
    }

    @Test
    void anOpenGatewayServesEverybody() {
        try (RunningSluice open = RunningSluice.with(TestingConfig.of(UPSTREAM, "auth: { open: true }\n"))) {
            assertThat(open.client().chat(CHAT, "X-Forwarded-For", "10.0.0.7").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anEmptyKeyAdmitsNobody() {
        try (RunningSluice half = RunningSluice.with(
                TestingConfig.of(UPSTREAM, "auth: { api-key: \"\" }\n"), Map.of("SLUICE_ADMIN_KEY", "admin-3"))) {
            Refusals.refused(half.client().chat(CHAT), 401, "authentication_error");
            Refusals.refused(half.client().chat(CHAT, "x-api-key", ""), 401, "authentication_error");
            assertThat(half.client().chat(CHAT, "x-api-key", "admin-3").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void withoutAnyKeyItDoesNotStartForOthers() {
        try (RunningSluice refused =
                RunningSluice.launch(TestingConfig.of(UPSTREAM, ""), Map.of(), "--host", "0.0.0.0")) {
            assertThat(refused.ending()).isNotZero();
            assertThat(refused.log()).containsIgnoringCase("key").doesNotContain("\tat ");
        }
    }

    @Test
    void noKeyIsEverLogged() {
        LOCKED.client().chat(CHAT, "x-api-key", "caller-key-1");
        LOCKED.client().chat(CHAT, "x-api-key", "not-the-key-9");
        assertThat(LOCKED.log())
                .doesNotContain("caller-key-1", "admin-key-2", "not-the-key-9", TestingConfig.UPSTREAM_KEY);
    }
}
