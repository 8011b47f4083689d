package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.testing.Json;
import dev.sluice.testing.TestingAnthropic;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Errors as upstreams tell them, and as callers are told.
final class ErrorsTest {
    record Told(Failure failure, int status, String type) {}

    private static Failure refused(int status) {
        return new Failure.RefusedByUpstream("p", status, "words", null, null, null, null);
    }

    static Stream<Told> failures() {
        return Stream.of(
                new Told(Failure.invalid("model", "no", "invalid_value"), 400, "invalid_request_error"),
                new Told(new Failure.Unauthenticated("no", "x"), 401, "authentication_error"),
                new Told(new Failure.Forbidden("no", "x"), 403, "permission_error"),
                new Told(new Failure.UnknownModel("no"), 404, "not_found_error"),
                new Told(new Failure.UnknownProvider("no"), 404, "not_found_error"),
                new Told(new Failure.NotFound("no"), 404, "not_found_error"),
                new Told(new Failure.MethodNotAllowed("no", List.of("POST")), 405, "invalid_request_error"),
                new Told(new Failure.TooLarge("no"), 413, "request_too_large"),
                new Told(new Failure.UnsupportedMedia("no"), 415, "invalid_request_error"),
                new Told(refused(400), 400, "invalid_request_error"),
                new Told(refused(401), 502, "api_error"),
                new Told(refused(404), 404, "not_found_error"),
                new Told(refused(408), 504, "timeout_error"),
                new Told(refused(409), 502, "api_error"),
                new Told(refused(413), 413, "request_too_large"),
                new Told(refused(422), 422, "invalid_request_error"),
                new Told(refused(429), 429, "rate_limit_error"),
                new Told(refused(500), 502, "api_error"),
                new Told(refused(503), 529, "overloaded_error"),
                new Told(refused(529), 529, "overloaded_error"),
                new Told(new Failure.UpstreamBroken("p", "no", true), 504, "timeout_error"),
                new Told(new Failure.UpstreamBroken("p", "no", false), 502, "api_error"),
                new Told(new Failure.Unavailable("p", "no"), 503, "api_error"),
                new Told(new Failure.StoreAway("no"), 503, "api_error"),
                new Told(exhausted(429), 429, "rate_limit_error"),
                new Told(exhausted(500), 503, "overloaded_error"),
                new Told(new Failure.Cancelled("no"), 499, "api_error"));
    }

    private static Failure exhausted(int status) {
        return new Failure.Exhausted("All failed.", List.of(new Failure.Tried("p", "m", refused(status))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureHasItsStatusAndType(Told told) {
        JsonNode json = Json.parse(new String(ErrorWriter.json(told.failure, "id-1"), UTF_8));
        assertThat(ErrorWriter.status(told.failure)).isEqualTo(told.status);
        assertThat(json.path("type").asText()).isEqualTo("error");
        assertThat(json.path("error").path("type").asText()).isEqualTo(told.type);
        assertThat(json.path("error").path("message").asText()).isNotBlank();
        assertThat(json.path("request_id").asText()).isEqualTo("id-1");
    }

    @Test
    void whatConcernsTheOperatorAloneStaysHere() {
        assertThat(new String(ErrorWriter.json(refused(401), ""), UTF_8)).doesNotContain("words");
        assertThat(new String(ErrorWriter.defect("id-2"), UTF_8))
                .contains("id-2")
                .contains("api_error");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "400 | invalid_request_error | bad          | 400 | -",
                "400 | invalid_request_error | prompt is too long: 9 tokens > 8 maximum | 400 | context_length_exceeded",
                "400 | invalid_request_error | Your credit balance is too low | 429 | insufficient_quota",
                "402 | billing_error         | pay          | 429 | insufficient_quota",
                "429 | rate_limit_error      | slow down    | 429 | -",
                "529 | overloaded_error      | Overloaded   | 529 | -"
            })
    void anUpstreamsErrorIsUnderstood(int status, String type, String message, int as, String code) {
        byte[] body = TestingAnthropic.error(type, message).getBytes(UTF_8);
        var refused = MessageErrors.read("p", status, body, Duration.ofSeconds(3));
        assertThat(refused.status()).isEqualTo(as);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.type()).isEqualTo(type);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void errorsOfAnotherShapeAreUnderstoodAsFarAsTheyGo() {
        assertThat(MessageErrors.read("p", 500, "plain words".getBytes(UTF_8), null)
                        .message())
                .isEqualTo("plain words");
        assertThat(MessageErrors.read("p", 502, "<html>no</html>".getBytes(UTF_8), null)
                        .message())
                .contains("status 502");
        assertThat(MessageErrors.read("p", 500, new byte[0], null).message()).contains("status 500");
        String key = "sk-ant-api03-abcdefgh12345678";
        assertThat(MessageErrors.read(
                                "p",
                                400,
                                TestingAnthropic.error("x", "key " + key).getBytes(UTF_8),
                                null)
                        .message())
                .doesNotContain(key);
    }
}
