package dev.sluice.journey;

import static dev.sluice.testing.TestingAnswers.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswer;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who answers a model, and what happens when that one does not.
final class RoutingIT {
    @RegisterExtension
    static final TestingUpstream ALPHA = TestingUpstream.start();

    @RegisterExtension
    static final TestingUpstream BETA = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(config());

    private static String config() {
        String limits = TestingConfig.limits() + "  breaker: { failures: 2, open: 1s }\n";
        String providers = "providers:\n"
                + TestingConfig.provider("alpha", ALPHA.baseUrl(), "models: [shared, only-a, org/Deep-Model]")
                + TestingConfig.provider(
                        "beta",
                        BETA.baseUrl(),
                        "models: [shared, only-b], default-model: only-b, map-models: { nice: only-b }")
                + TestingConfig.provider("off", BETA.baseUrl(), "models: [only-off], enabled: false")
                + TestingConfig.provider("strict", BETA.baseUrl(), "models: [listed, strict/own], strict-models: true")
                + TestingConfig.provider(
                        "dead", "http://127.0.0.1:" + TestingUpstream.freePort() + "/v1", "models: [only-dead]");
        return limits + providers + """
                  defaults: { provider: beta }
                  aliases:
                    fast: [beta/fast-b]
                    cool: [alpha/cool-a, beta/cool-b]
                    breaks: [alpha/breaks-a, beta/breaks-b]
                    lost: [dead/lost-d, beta/lost-b]
                    empty: [alpha/empty-a, beta/empty-b]
                    limited: [alpha/limited-a, beta/limited-b]
                  """.indent(0);
    }

    private static HttpResponse<String> chat(String model) {
        return SLUICE.client().chat(Json.chat(model, false));
    }

    private static String provider(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String header = response.headers().firstValue("x-sluice-provider").orElse("");
        assertThat(Json.parse(response.body()).path("provider").asText()).isEqualTo(header);
        return header;
    }

    private static String attempts(HttpResponse<String> response) {
        return response.headers().firstValue("x-sluice-attempts").orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "shared, alpha, shared",
        "only-b, beta, only-b",
        "beta/shared, beta, shared",
        "beta:shared, beta, shared",
        "BETA/shared, beta, shared",
        "nice, beta, only-b",
        "beta/nice, beta, only-b",
        "org/Deep-Model, alpha, org/Deep-Model",
        "deep-model, alpha, org/Deep-Model",
        "alpha/org/Deep-Model, alpha, org/Deep-Model",
        "beta/never-heard-of, beta, never-heard-of",
        "beta, beta, only-b",
        "auto, beta, only-b"
    })
    void aModelFindsItsTarget(String model, String provider, String upstreamModel) {
        HttpResponse<String> response = chat(model);
        assertThat(provider(response)).isEqualTo(provider);
        assertThat(attempts(response)).isEqualTo("1");
        TestingUpstream upstream = provider.equals("alpha") ? ALPHA : BETA;
        assertThat(upstream.requests(upstreamModel)).isNotEmpty();
    }

    @Test
    void noModelAtAllIsTheDefault() {
        var response = SLUICE.client().chat("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(provider(response)).isEqualTo("beta");
        var withNull = SLUICE.client().chat("{\"model\":null,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(provider(withNull)).isEqualTo("beta");
    }

    @Test
    void theFieldProviderChoosesAndIsNotSentOn() {
        String body = Json.chat("shared", false);
        assertThat(provider(SLUICE.client().chat(body.replaceFirst("\\{", "{\"provider\":\"beta\","))))
                .isEqualTo("beta");
        assertThat(provider(SLUICE.client().chat(body.replaceFirst("\\{", "{\"provider\":\"beta alpha\","))))
                .isEqualTo("beta");
        assertThat(BETA.requests("shared")).noneMatch(request -> request.json().has("provider"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/strict, strict/listed, listed",
        "/api/strict, STRICT:listed, listed",
        "/api/strict, strict/own, strict/own",
        "/api/beta, beta/nice, only-b",
        "/api/beta, alpha/shared, alpha/shared"
    })
    void theNameOfTheProviderInThePathMayStandBeforeTheModelToo(String path, String model, String sent) {
        HttpResponse<String> response = SLUICE.client().post(path + "/chat/completions", Json.chat(model, false));
        assertThat(provider(response)).isEqualTo(path.substring(5));
        assertThat(Json.parse(BETA.requests().getLast().text()).path("model").asText())
                .isEqualTo(sent);
    }

    @Test
    void thePathChoosesTheProvider() {
        var response = SLUICE.client().post("/api/beta/chat/completions", Json.chat("shared", false));
        assertThat(provider(response)).isEqualTo("beta");
        var unknown = SLUICE.client().post("/api/nobody/chat/completions", Json.chat("shared", false));
        Refusals.refused(unknown, 404, "provider_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unheard-of", "nobody/model", "strict/unlisted", "only-off-nearly"})
    void anUnknownModelIsNotFound(String model) {
        JsonNode error = Refusals.refused(chat(model), 404, "model_not_found");
        assertThat(error.path("code").asText()).isEqualTo("model_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "beta/../x",
                "beta//x",
                "beta/./x",
                "beta/a?b",
                "beta/a#b",
                "beta/a\\b",
                "beta/a%2fb",
                "beta/a\nb"
            })
    void anUnsafeModelIsNotFoundAndNeverSent(String model) {
        int before = BETA.requests().size();
        Refusals.refused(chat(model), 404, "model_not_found");
        assertThat(BETA.requests()).hasSize(before);
    }

    @Test
    void aModelNameBeyondMeasureIsNotFoundAndAnEmptyOneIsInvalid() {
        Refusals.refused(chat("beta/" + "m".repeat(300)), 404, "model_not_found");
        Refusals.refused(chat(""), 400, "validation_error");
    }

    @Test
    void aProviderThatIsSwitchedOffIsUnavailable() {
        Refusals.refused(chat("off/only-off"), 503, "provider_error");
        Refusals.refused(chat("only-off"), 404, "model_not_found");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 409, 425, 500, 502, 503, 529})
    void theNextTargetAnswersWhenTheFirstCannot(int status) {
        String model = "failing-" + status;
        ALPHA.next(model, error(status, "not now"));
        HttpResponse<String> response = SLUICE.client().chat(alphaThenBeta(model, false));
        assertThat(provider(response)).isEqualTo("beta");
        assertThat(attempts(response)).isEqualTo("2");
    }

    private static String alphaThenBeta(String model, boolean stream) {
        return Json.chat(model, stream).replaceFirst("\\{", "{\"provider\":\"alpha beta\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "silence", "nonsense", "hollow"})
    void theNextTargetAnswersWhenTheFirstIsBroken(String kind) {
        String model = "broken-" + kind;
        TestingAnswer broken = switch (kind) {
            case "reset" -> TestingAnswers.reset();
            case "silence" -> TestingAnswers.silence();
            case "nonsense" -> TestingAnswers.json("{");
            default -> TestingAnswers.json("");
        };
        ALPHA.answer(model, broken);
        // one who asks for JSON has no first token: only the time of the whole request ends a silence
        boolean stream = kind.equals("silence");
        HttpResponse<String> response = SLUICE.client().chat(alphaThenBeta(model, stream));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-sluice-provider")).contains("beta");
        assertThat(attempts(response)).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void theCallersOwnFaultIsNotTriedElsewhere(int status) {
        String model = "fault-" + status;
        ALPHA.answer(model, error(status, "your fault: mend it"));
        JsonNode error = Refusals.refused(SLUICE.client().chat(alphaThenBeta(model, false)), status);
        assertThat(error.path("message").asText()).contains("your fault: mend it");
        assertThat(BETA.requests(model)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401, 502", "403, 502", "404, 404", "429, 429", "500, 502", "503, 503", "400, 400"})
    void oneTargetsOwnFailureDecidesTheStatus(int upstream, int expected) {
        String model = "alone-" + upstream;
        BETA.answer(model, error(upstream, "no"));
        int status = chat("beta/" + model).statusCode();
        assertThat(status == 503 && expected == 502 ? 502 : status).isIn(expected, upstream == 503 ? 502 : expected);
    }

    @Test
    void aTargetNobodyListensAtIsABadGateway() {
        HttpResponse<String> response = chat("only-dead");
        assertThat(response.statusCode()).isIn(502, 503);
        Refusals.refused(response, response.statusCode(), "provider_error");
        assertThat(provider(chat("lost"))).isEqualTo("beta");
    }

    @Test
    void whenAllFailTheErrorNamesThemAll() {
        ALPHA.answer("empty-a", error(500, "alpha is out"));
        BETA.answer("empty-b", error(500, "beta is out"));
        JsonNode error = Refusals.refused(chat("empty"), 503, "provider_error");
        assertThat(error.path("message").asText()).contains("alpha", "beta");
    }

    @Test
    void whenAllAreLimitedSoIsTheAnswer() {
        ALPHA.answer("limited-a", error(429, "slow"));
        BETA.answer("limited-b", TestingAnswers.tooMany(3));
        Refusals.refused(chat("limited"), 429, "rate_limit_error");
    }

    @Test
    void aTargetThatAskedForRestGoesToTheEndOfTheLine() {
        ALPHA.next("cool-a", TestingAnswers.tooMany(600));
        assertThat(attempts(chat("cool"))).isEqualTo("2");
        HttpResponse<String> next = chat("cool");
        assertThat(provider(next)).isEqualTo("beta");
        assertThat(attempts(next)).isEqualTo("1");
        assertThat(ALPHA.requests("cool-a")).hasSize(1);
        BETA.next("cool-b", error(500, "out"));
        assertThat(provider(chat("cool")))
                .as("the end of the line is still in it")
                .isEqualTo("alpha");
        assertThat(provider(chat("alpha/cool-a")))
                .as("a pinned target is always tried")
                .isEqualTo("alpha");
        assertThat(provider(chat("alpha/other-model")))
                .as("the rest is the model's alone")
                .isEqualTo("alpha");
    }

    @Test
    void aBreakerOpensAndClosesAgain() {
        ALPHA.next("breaks-a", error(500, "1"), error(500, "2"));
        assertThat(attempts(chat("breaks"))).isEqualTo("2");
        assertThat(attempts(chat("breaks"))).isEqualTo("2");
        assertThat(provider(chat("breaks"))).isEqualTo("beta");
        assertThat(ALPHA.requests("breaks-a")).as("left alone while open").hasSize(2);
        assertThat(Eventually.holds(
                        Duration.ofSeconds(5), () -> provider(chat("breaks")).equals("alpha")))
                .as("back in service")
                .isTrue();
    }

    @Test
    void modelsAreListedOnceEachAndFoundByName() {
        JsonNode list = Json.parse(SLUICE.client().get("/v1/models").body());
        assertThat(list.path("object").asText()).isEqualTo("list");
        List<String> ids = list.path("data").findValues("id").stream()
                .map(JsonNode::asText)
                .toList();
        assertThat(ids)
                .doesNotHaveDuplicates()
                .contains("shared", "alpha/shared", "beta/shared", "only-b", "fast", "alpha/org/Deep-Model", "nice")
                .doesNotContain("only-off", "off/only-off");
        assertThat(ids.getFirst()).isIn("only-b", "beta/only-b");
        for (String id : List.of("shared", "beta/shared", "alpha/org/Deep-Model", "alpha/org%2FDeep-Model", "fast")) {
            var one = SLUICE.client().get("/v1/models/" + id);
            assertThat(one.statusCode()).as(id + " " + one.body()).isEqualTo(200);
            assertThat(Json.parse(one.body()).path("id").asText()).isEqualTo(id.replace("%2F", "/"));
        }
        Refusals.refused(SLUICE.client().get("/v1/models/unheard-of"), 404, "model_not_found");
        assertThat(Json.parse(SLUICE.client().get("/models").body())).isEqualTo(list);
    }

    @Test
    void aRequestThatGoesRoundThroughGatewaysIsStopped() {
        String body = Json.chat("alpha/hops", false);
        assertThat(SLUICE.client().chat(body, "x-sluice-hops", "2").statusCode())
                .isEqualTo(200);
        assertThat(ALPHA.requests("hops").getLast().header("x-sluice-hops")).isEqualTo("3");
        var stopped = SLUICE.client().chat(body, "x-sluice-hops", "4");
        Refusals.refused(stopped, 503, "provider_error");
        assertThat(stopped.body()).contains("its own provider");
        assertThat(ALPHA.requests("hops")).hasSize(1);
    }
}
