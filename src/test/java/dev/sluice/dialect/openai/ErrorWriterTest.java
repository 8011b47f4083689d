package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.exchange.Failure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorWriterTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Stream<Arguments> failures() {
        return Stream.of(
                row(
                        400,
                        "validation_error",
                        "n",
                        "invalid_value",
                        new Failure.Invalid("m", "n", "invalid_value", List.of())),
                row(
                        400,
                        "validation_error",
                        null,
                        "invalid_json",
                        new Failure.Invalid("m", null, "invalid_json", List.of())),
                row(
                        401,
                        "authentication_error",
                        null,
                        "invalid_api_key",
                        new Failure.Unauthenticated("m", "invalid_api_key")),
                row(
                        401,
                        "authentication_error",
                        null,
                        "invalid_api_key",
                        new Failure.Unauthenticated("m", "invalid_api_key")),
                row(403, "permission_error", null, "admin_required", new Failure.Forbidden("m", "admin_required")),
                row(404, "model_not_found", "model", "model_not_found", new Failure.UnknownModel("m")),
                row(404, "provider_not_found", "provider", "provider_not_found", new Failure.UnknownProvider("m")),
                row(404, "not_found", null, "not_found", new Failure.NotFound("m")),
                row(
                        405,
                        "invalid_request_error",
                        null,
                        "method_not_allowed",
                        new Failure.MethodNotAllowed("m", List.of("GET"))),
                row(413, "invalid_request_error", null, "request_too_large", new Failure.TooLarge("m")),
                row(415, "invalid_request_error", null, "unsupported_media_type", new Failure.UnsupportedMedia("m")),
                row(499, "invalid_request_error", null, "request_cancelled", new Failure.Cancelled("m")),
                row(502, "provider_error", null, "upstream_error", new Failure.UpstreamBroken("p", "m", false)),
                row(504, "provider_error", null, "upstream_timeout", new Failure.UpstreamBroken("p", "m", true)),
                row(503, "provider_error", null, "provider_not_working", new Failure.Unavailable("p", "m")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureHasItsStatusAndWords(
            int status, String type, @Nullable String param, String code, Failure failure) {
        assertThat(ErrorWriter.status(failure)).isEqualTo(status);
        JsonNode error = error(ErrorWriter.json(failure, ""));
        assertThat(error.path("message").textValue()).isEqualTo("m");
        assertThat(error.path("type").textValue()).isEqualTo(type);
        assertThat(error.path("code").textValue()).isEqualTo(code);
        assertThat(error.has("param")).isTrue();
        assertThat(error.path("param").textValue()).isEqualTo(param);
        assertThat(error.has("footer")).isFalse();
        assertThat(error.has("details")).as("a place").isEqualTo(failure instanceof Failure.Invalid);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, invalid_request_error, context_length_exceeded, true",
        "402, 402, invalid_request_error, context_length_exceeded, true",
        "413, 413, invalid_request_error, context_length_exceeded, true",
        "422, 422, invalid_request_error, context_length_exceeded, true",
        "404, 404, model_not_found, model_not_found, true",
        "429, 429, rate_limit_error, context_length_exceeded, true",
        "401, 502, provider_error, provider_not_working, false",
        "403, 502, provider_error, provider_not_working, false",
        "407, 502, provider_error, provider_not_working, false",
        "408, 504, provider_error, upstream_timeout, false",
        "409, 502, provider_error, upstream_error, false",
        "425, 502, provider_error, upstream_error, false",
        "500, 502, provider_error, upstream_error, false",
        "502, 502, provider_error, upstream_error, false",
        "503, 503, provider_error, provider_not_working, false",
        "504, 504, provider_error, upstream_timeout, false",
        "529, 503, provider_error, provider_not_working, false",
        "302, 502, provider_error, upstream_error, false"
    })
    void anUpstreamsRefusalIsTheCallersOrTheGateways(
            int upstream, int status, String type, String code, boolean inItsWords) {
        var refused = new Failure.RefusedByUpstream(
                "groq",
                upstream,
                "key sk-x is bad",
                "invalid_request_error",
                "messages",
                "context_length_exceeded",
                null);
        assertThat(ErrorWriter.status(refused)).isEqualTo(status);
        JsonNode error = error(ErrorWriter.json(refused, ""));
        assertThat(error.path("type").textValue()).isEqualTo(type);
        assertThat(error.path("code").textValue()).isEqualTo(code);
        assertThat(error.path("message").textValue().contains("sk-x")).isEqualTo(inItsWords);
    }

    @Test
    void anUpstreamThatNamesNoTypeGetsOpenAis() {
        JsonNode error = error(ErrorWriter.json(refused(422, null), ""));
        assertThat(error.path("type").textValue()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").isNull()).isTrue();
    }

    @Test
    void aSpentQuotaIsNoRateLimit() {
        var spent = new Failure.RefusedByUpstream("p", 429, "m", "insufficient_quota", null, null, null);
        JsonNode error = error(ErrorWriter.json(spent, ""));
        assertThat(error.path("type").textValue()).isEqualTo("insufficient_quota");
        assertThat(error.path("code").textValue()).isEqualTo("insufficient_quota");
        assertThat(error(ErrorWriter.json(refused(429, null), "")).path("code").textValue())
                .isEqualTo("rate_limit_exceeded");
    }

    @Test
    void severalTargetsAreListedWithTheirReasons() {
        var exhausted = new Failure.Exhausted(
                "No provider answered.",
                List.of(
                        new Failure.Tried("groq", "llama", refused(401, null)),
                        new Failure.Tried(
                                "openai", "gpt", new Failure.UpstreamBroken("openai", "It fell silent", true))));
        assertThat(ErrorWriter.status(exhausted)).isEqualTo(503);
        JsonNode error = error(ErrorWriter.json(exhausted, ""));
        assertThat(error.path("code").textValue()).isEqualTo("all_providers_failed");
        assertThat(error.path("message").textValue())
                .isEqualTo("No provider answered. Tried groq/llama: The provider 'groq' does not accept the gateway's"
                        + " credentials. openai/gpt: It fell silent.");
    }

    @Test
    void rateLimitsEverywhereAreARateLimit() {
        var exhausted = new Failure.Exhausted(
                "m",
                List.of(
                        new Failure.Tried("a", "x", refused(429, Duration.ofSeconds(30))),
                        new Failure.Tried("b", "x", refused(429, Duration.ofSeconds(7))),
                        new Failure.Tried("c", "x", refused(429, null))));
        assertThat(ErrorWriter.status(exhausted)).isEqualTo(429);
        assertThat(error(ErrorWriter.json(exhausted, "")).path("type").textValue())
                .isEqualTo("rate_limit_error");
        assertThat(ErrorWriter.retryAfter(exhausted)).contains(Duration.ofSeconds(7));
    }

    @Test
    void retryAfterIsTheUpstreams() {
        assertThat(ErrorWriter.retryAfter(refused(503, Duration.ofSeconds(3)))).contains(Duration.ofSeconds(3));
        assertThat(ErrorWriter.retryAfter(refused(429, null))).isEmpty();
        assertThat(ErrorWriter.retryAfter(new Failure.UnknownModel("m"))).isEmpty();
    }

    @Test
    void detailsAndFooterAreWrittenWhereThereAreAny() {
        var invalid = new Failure.Invalid(
                "m", "a", "c", List.of(new Failure.Detail(List.of("body", "messages", 0, "role"), "d", "enum")));
        assertThat(new String(ErrorWriter.json(invalid, "Ask."), UTF_8))
                .isEqualTo("{\"error\":{\"message\":\"m\",\"type\":\"validation_error\",\"param\":\"a\",\"code\":\"c\","
                        + "\"footer\":\"Ask.\",\"details\":[{\"loc\":[\"body\",\"messages\",0,\"role\"],"
                        + "\"message\":\"d\",\"type\":\"enum\"}]}}");
    }

    @Test
    void aDefectTellsItsRequestAndNothingElse() {
        assertThat(new String(ErrorWriter.defect("req-1", ""), UTF_8))
                .isEqualTo("{\"error\":{\"message\":\"Something went wrong here. Request id: req-1\","
                        + "\"type\":\"server_error\",\"param\":null,\"code\":\"internal_error\"}}");
    }

    @Test
    void halfASurrogatePairIsStillWritten() {
        JsonNode error = error(ErrorWriter.json(new Failure.NotFound("a\ud800b\u0000\"é"), ""));
        assertThat(error.path("message").textValue()).isEqualTo("a?b\u0000\"é");
    }

    private static Failure.RefusedByUpstream refused(int status, @Nullable Duration retryAfter) {
        return new Failure.RefusedByUpstream("groq", status, "m", null, null, null, retryAfter);
    }

    private static Arguments row(int status, String type, @Nullable String param, String code, Failure failure) {
        return Arguments.of(status, type, param, code, failure);
    }

    private static JsonNode error(byte[] json) {
        try {
            return MAPPER.readTree(new String(json, UTF_8)).path("error");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
