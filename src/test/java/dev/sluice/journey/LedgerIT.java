package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingUpstream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What operators and callers are told of what was used.
final class LedgerIT {
    private static final String KEY = "caller-key-1";
    private static final String ADMIN = "admin-key-2";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String QUESTION = "a question that nobody else needs to know";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final TestingUpstream DOWN = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.limits() + "providers:\n"
            + TestingConfig.provider("down", DOWN.baseUrl(), "models: [both]")
            + TestingConfig.provider("fake", UPSTREAM.baseUrl(), "models: [gpt-fake, both, told, cut, mute, vectors]")
            + "auth: { api-key: " + KEY + ", admin-key: " + ADMIN + " }\n"
            + "prices: { 'fake/*': { input: 10, output: 100, cached: 1 }, 'fake/mute': { input: 1000, output: 0 } }\n");

    @BeforeAll
    static void script() {
        DOWN.answer("both", TestingAnswers.error(500, "out of order"));
        UPSTREAM.answer("both", TestingAnswers.reply("fine"));
        UPSTREAM.answer("told", TestingAnswers.json("""
                {"id":"c","object":"chat.completion","created":1,"model":"told","choices":[{"index":0,"finish_reason":"stop",
                "message":{"role":"assistant","content":"b"}}],
                "usage":{"prompt_tokens":1000,"completion_tokens":50,"total_tokens":1050,"prompt_tokens_details":{"cached_tokens":200}}}"""));
        UPSTREAM.answer("mute", TestingAnswers.json("""
                {"id":"c","object":"chat.completion","created":1,"model":"mute","choices":[{"index":0,"finish_reason":"stop",
                "message":{"role":"assistant","content":"twelve letters in all"}}]}"""));
        UPSTREAM.answer("cut", TestingAnswers.cutAfter(7));
    }

    private static String[] as(String key, String... more) {
        return Stream.concat(Stream.of("Authorization", "Bearer " + key), List.of(more).stream())
                .toArray(String[]::new);
    }

    /// @return the request's id
    private static String ask(String model, boolean stream, String key) {
        String id = UUID.randomUUID().toString();
        String body = Json.chat(model, stream, QUESTION);
        if (stream) {
            try (TestingEvents events = SLUICE.client().stream(body, as(key, "x-request-id", id))) {
                events.rest();
            }
        } else {
            SLUICE.client().chat(body, as(key, "x-request-id", id));
        }
        return id;
    }

    private static JsonNode told(String path, String key) {
        HttpResponse<String> response = SLUICE.client().get(path, as(key));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).doesNotContain(QUESTION, KEY, ADMIN);
        return Json.parse(response.body());
    }

    /// A stream's row is there a moment after its end.
    private static JsonNode row(String requestId) {
        assertThat(Eventually.holds(
                        SOON,
                        () -> SLUICE.client()
                                        .get("/admin/api/requests/" + requestId, as(ADMIN))
                                        .statusCode()
                                == 200))
                .as(requestId)
                .isTrue();
        return told("/admin/api/requests/" + requestId, ADMIN);
    }

    @Test
    void aRequestIsTold() {
        JsonNode row = row(ask("told", false, KEY));
        assertThat(row.path("caller").asText()).isEqualTo("api-key");
        assertThat(row.path("model_asked").asText()).isEqualTo("told");
        assertThat(row.path("provider").asText()).isEqualTo("fake");
        assertThat(row.path("status").asInt()).isEqualTo(200);
        assertThat(row.path("outcome").asText()).isEqualTo("complete");
        assertThat(row.path("tokens_in").asInt()).isEqualTo(1000);
        assertThat(row.path("tokens_cached").asInt()).isEqualTo(200);
        assertThat(row.path("tokens_out").asInt()).isEqualTo(50);
        assertThat(row.path("tokens_estimated").booleanValue()).isFalse();
        // 800 at 10, 200 at 1 and 50 at 100 dollars a million
        assertThat(row.path("cost").decimalValue()).isEqualByComparingTo("0.0132");
        assertThat(row.path("duration_ms").isIntegralNumber()).isTrue();
    }

    @Test
    void eachUpstreamThatWasAskedIsTold() {
        JsonNode row = row(ask("both", true, KEY));
        assertThat(row.path("stream").booleanValue()).isTrue();
        assertThat(row.path("attempts").asInt()).isEqualTo(2);
        assertThat(row.at("/tries/0/provider").asText()).isEqualTo("down");
        assertThat(row.at("/tries/0/failure").asText()).isEqualTo("status 500");
        assertThat(row.at("/tries/1/provider").asText()).isEqualTo("fake");
        assertThat(row.at("/tries/1/failure").isNull()).isTrue();
        assertThat(row.path("time_to_first_token_ms").isIntegralNumber()).isTrue();
    }

    @Test
    void aStreamThatIsCutCostsWhatWasDelivered() {
        JsonNode row = row(ask("cut", true, KEY));
        assertThat(row.path("outcome").asText()).isEqualTo("upstream_failed");
        assertThat(row.path("tokens_estimated").booleanValue()).isTrue();
        assertThat(row.path("tokens_out").asInt()).isEqualTo(7);
        assertThat(row.path("tokens_in").asInt()).isPositive();
        assertThat(row.path("cost").decimalValue()).isPositive();
    }

    @Test
    void anUpstreamThatTellsNothingIsEstimated() {
        JsonNode row = row(ask("mute", false, KEY));
        assertThat(row.path("tokens_estimated").booleanValue()).isTrue();
        assertThat(row.path("tokens_out").asInt()).isEqualTo(5);
        assertThat(row.path("cost").decimalValue()).isPositive();
    }

    @Test
    void aModelsPriceStandsInItsRow() {
        JsonNode row = told("/v1/models/fake%2Ftold", KEY);
        assertThat(row.at("/pricing/prompt").asText()).isEqualTo("0.00001");
        assertThat(row.at("/pricing/completion").asText()).isEqualTo("0.0001");
        assertThat(row.at("/cost/cache_read").decimalValue()).isEqualByComparingTo("1");
        assertThat(told("/v1/models/down", KEY).has("pricing")).isFalse();
    }

    @Test
    void aRefusalIsARowThatCostsNothing() {
        JsonNode row = row(ask("no-such-model", false, KEY));
        assertThat(row.path("status").asInt()).isEqualTo(404);
        assertThat(row.path("provider").isNull()).isTrue();
        assertThat(row.path("cost").isNull()).isTrue();
    }

    @Test
    void rowsAreListedAndFiltered() {
        String first = ask("told", false, ADMIN);
        String second = ask("told", false, ADMIN);
        JsonNode page = told("/admin/api/requests?caller=admin-key&model=told&provider=fake&limit=1", ADMIN);
        assertThat(page.path("data")).hasSize(1);
        assertThat(page.at("/data/0/request_id").asText()).isEqualTo(second);
        assertThat(page.path("has_more").booleanValue()).isTrue();
        JsonNode next = told(
                "/admin/api/requests?caller=admin-key&limit=1&after="
                        + page.at("/data/0/id").asText(),
                ADMIN);
        assertThat(next.at("/data/0/request_id").asText()).isEqualTo(first);
        assertThat(told("/admin/api/requests?status=599", ADMIN).path("data")).isEmpty();
        assertThat(told("/admin/api/requests?to=2020-01-01", ADMIN).path("data"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/api/requests?limit=0",
                "/admin/api/requests?limit=1001",
                "/admin/api/requests?status=ok",
                "/admin/api/requests?from=yesterday",
                "/admin/api/usage?by=colour",
                "/admin/api/usage?to=2026-13-01",
                "/api/logs?limit=x",
                "/v1/billing/usage?start_date=x"
            })
    void whatMakesNoSenseIsRefused(String path) {
        Refusals.refused(SLUICE.client().get(path, as(ADMIN)), 400, "validation_error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/api/requests",
                "/admin/api/requests/stream",
                "/admin/api/requests/x",
                "/admin/api/usage",
                "/api/logs"
            })
    void operatorsAloneAreTold(String path) {
        Refusals.refused(SLUICE.client().get(path, as(KEY)), 403, "permission_error");
        Refusals.refused(SLUICE.client().get(path), 401, "authentication_error");
    }

    @Test
    void usageIsToldPerCallerAndAsCsv() {
        ask("told", false, KEY);
        JsonNode report = told("/admin/api/usage?by=day,caller,model", ADMIN);
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        assertThat(report.path("data")).anySatisfy(row -> {
            assertThat(row.path("caller").asText()).isEqualTo("api-key");
            assertThat(row.path("model").asText()).isEqualTo("told");
            assertThat(LocalDate.parse(row.path("day").asText())).isBeforeOrEqualTo(today);
            assertThat(row.path("cost").decimalValue()).isGreaterThanOrEqualTo(new BigDecimal("0.0132"));
        });
        HttpResponse<String> csv = SLUICE.client().get("/admin/api/usage?by=caller", as(ADMIN, "Accept", "text/csv"));
        assertThat(csv.headers().firstValue("content-type").orElse("")).startsWith("text/csv");
        assertThat(csv.body())
                .startsWith("caller,requests,tokens_in,tokens_out,tokens_cached,tokens_reasoning,cost,errors\r\n")
                .containsPattern("api-key,[0-9]+,[0-9]+,");
    }

    @Test
    void aCallerIsToldItsOwnUsageAlone() {
        ask("told", false, KEY);
        JsonNode before = told("/v1/me", KEY);
        assertThat(before.path("id").asText()).isEqualTo("api-key");
        assertThat(before.path("admin").booleanValue()).isFalse();
        long others = told("/v1/me", ADMIN).at("/usage/total/requests").asLong();
        ask("told", false, KEY);
        JsonNode after = told("/v1/me", KEY);
        assertThat(after.at("/usage/total/requests").asLong())
                .isEqualTo(before.at("/usage/total/requests").asLong() + 1);
        assertThat(after.at("/usage/day/cost").decimalValue()).isPositive();
        assertThat(told("/v1/me", ADMIN).at("/usage/total/requests").asLong()).isEqualTo(others);
        assertThat(told("/v1/billing/usage", KEY).path("total_usage").decimalValue())
                .isEqualByComparingTo(
                        after.at("/usage/total/cost").decimalValue().movePointRight(2));
        assertThat(told("/v1/billing/usage?end_date=2020-01-31", KEY)
                        .path("total_usage")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void theInspectorShowsTheLatestWithoutTheirContents() {
        String id = ask("told", false, KEY);
        JsonNode logs = told("/api/logs?limit=500", ADMIN);
        assertThat(logs.path("total").asInt()).isEqualTo(logs.path("entries").size());
        assertThat(logs.path("entries")).anySatisfy(entry -> {
            assertThat(entry.path("id").asText()).isEqualTo(id);
            assertThat(entry.path("user").asText()).isEqualTo("api-key");
            assertThat(entry.path("request_body").isNull()).isTrue();
            assertThat(entry.at("/request/model").asText()).isEqualTo("told");
        });
        assertThat(logs.path("entries"))
                .as("whoever looks is not seen")
                .noneSatisfy(entry -> assertThat(entry.path("path").asText()).isEqualTo("/api/logs"));
    }

    @Test
    void requestsAreSeenAsTheyEnd() {
        try (TestingEvents events = SLUICE.client().watch("/admin/api/requests/stream", as(ADMIN))) {
            String id = ask("told", false, KEY);
            JsonNode seen = Json.parse(events.next());
            while (!seen.path("request_id").asText().equals(id)) {
                seen = Json.parse(events.next());
            }
            assertThat(seen.path("cost").decimalValue()).isEqualByComparingTo("0.0132");
        }
    }

    @Test
    void thePageOfRequestsIsAShellWithoutAKey() {
        HttpResponse<String> page = SLUICE.client().get("/logs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("./api/logs");
        assertThat(SLUICE.client().get("/assets/logs.js").statusCode()).isEqualTo(200);
    }
}
