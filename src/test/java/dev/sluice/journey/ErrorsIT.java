package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingSocket;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every wrong request gets one clear JSON answer, and nothing wrong reaches an upstream.
final class ErrorsIT {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(
            TestingConfig.of(UPSTREAM, "server: { max-body: 200KB }\nerrors: { footer: Ask Ada. }\n"));

    @AfterAll
    static void nothingWrongWasSentOn() {
        assertThat(UPSTREAM.requests("gpt-fake")).isEmpty();
    }

    private static HttpResponse<String> chat(String members) {
        return SLUICE.client().chat("{\"model\":\"gpt-fake\"," + members + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature       | \"temperature\":2.1",
                "temperature       | \"temperature\":\"hot\"",
                "top_p             | \"top_p\":-0.1",
                "presence_penalty  | \"presence_penalty\":3",
                "frequency_penalty | \"frequency_penalty\":-3",
                "n                 | \"n\":0",
                "n                 | \"n\":129",
                "top_logprobs      | \"top_logprobs\":21",
                "max_tokens        | \"max_tokens\":0",
                "stop              | \"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]",
                "logit_bias        | \"logit_bias\":{\"5\":101}",
                "stream            | \"stream\":\"yes\"",
                "tools             | \"tools\":{}",
                "tool_choice       | \"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"undeclared\"}}",
                "response_format   | \"response_format\":{\"type\":\"xml\"}",
                "response_format   | \"response_format\":{\"type\":\"json_schema\"}",
                "stream_options    | \"stream\":true,\"stream_options\":7"
            })
    void aValueOutOfRangeIsNamed(String param, String members) {
        HttpResponse<String> response = chat(HI + "," + members);
        JsonNode error = Refusals.refused(response, 400, "validation_error");
        assertThat(error.path("param").asText()).startsWith(param);
        assertThat(error.path("details")).isNotEmpty();
        JsonNode detail = error.path("details").get(0);
        assertThat(detail.path("loc").get(0).asText()).isEqualTo("body");
        assertThat(detail.path("loc").get(1).asText()).isEqualTo(param);
        assertThat(detail.path("message").asText()).isNotBlank();
        assertThat(detail.path("type").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\":1",
                "\"messages\":null",
                "\"messages\":[]",
                "\"messages\":\"hi\"",
                "\"messages\":[7]",
                "\"messages\":[{\"role\":\"robot\",\"content\":\"hi\"}]",
                "\"messages\":[{\"content\":\"hi\"}]",
                "\"messages\":[{\"role\":\"tool\",\"content\":\"hi\"}]",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"smell\"}]}]",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"file:///etc/passwd\"}}]}]",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,%%%\"}}]}]",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:text/html;base64,PGI+\"}}]}]"
            })
    void wrongMessagesAreNamed(String members) {
        JsonNode error = Refusals.refused(chat(members), 400, "validation_error");
        assertThat(error.path("param").asText()).startsWith("messages");
        assertThat(error.path("footer").asText()).isEqualTo("Ask Ada.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "null",
                "7",
                "{",
                "{\"model\":\"gpt-fake\",}",
                "{} {}",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"a\":01}"
            })
    void whatIsNoJsonObjectIsInvalid(String body) {
        Refusals.refused(SLUICE.client().chat(body), 400, "validation_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a/b/c", "application/json;;="})
    void aContentTypeThatCannotBeReadIsRefused(String type) {
        JsonNode error = Refusals.refused(
                SLUICE.client().chat("{\"model\":\"gpt-fake\"," + HI + "}", "Content-Type", type),
                400,
                "invalid_request_error");
        assertThat(error.path("message").asText()).contains("header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b/c", ",", "application", "text/html;q=x"})
    void anAcceptThatCannotBeReadAsksForNothing(String accept) {
        assertThat(SLUICE.client()
                        .chat("{\"model\":\"guide\"," + HI + "}", "Accept", accept)
                        .statusCode())
                .isEqualTo(200);
        assertThat(SLUICE.client().get("/v1/models", "Accept", accept).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aMemberNamedTwiceIsInvalid() {
        JsonNode error = Refusals.refused(chat(HI + ",\"model\":\"other\""), 400, "validation_error");
        assertThat(error.path("param").asText()).isEqualTo("model");
    }

    @Test
    void aBodyThatNestsWithoutEndIsInvalid() {
        Refusals.refused(chat(HI + ",\"deep\":" + "[".repeat(50_000) + "]".repeat(50_000)), 400, "validation_error");
    }

    @Test
    void aNumberBeyondAllMeasureIsInvalid() {
        Refusals.refused(chat(HI + ",\"seed\":" + "9".repeat(100_000)), 400, "validation_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-32", "ISO-8859-1"})
    void aBodyThatIsNotUtf8IsInvalid(String charset) {
        byte[] body = ("{\"model\":\"gpt-fake\",\"x\":\"Grüße\"," + HI + "}")
                .getBytes(java.nio.charset.Charset.forName(charset));
        Refusals.refused(SLUICE.client().send("POST", "/v1/chat/completions", body), 400, "validation_error");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithAndWithoutItsLength() {
        String large = "{\"model\":\"gpt-fake\",\"x\":\"" + "x".repeat(300_000) + "\"," + HI + "}";
        Refusals.refused(SLUICE.client().chat(large), 413, "invalid_request_error");
        try (var socket = TestingSocket.to(SLUICE.url())) {
            socket.send("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            try {
                for (int i = 0; i < 30; i++) {
                    socket.send("2710\r\n" + "y".repeat(10_000) + "\r\n");
                }
                socket.send("0\r\n\r\n");
            } catch (java.io.UncheckedIOException e) {
                // a server may close while a body that it has refused still comes
            }
            assertThat(socket.rest()).startsWith("HTTP/1.1 413");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
    void anotherContentTypeIsUnsupported(String type) {
        Refusals.refused(SLUICE.client().chat("{" + HI + "}", "Content-Type", type), 415, "invalid_request_error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/nothing",
                "/nothing",
                "/v1",
                "/v2/chat/completions",
                "/v1/chat/completions/more",
                "/.env",
                "/WEB-INF/web.xml"
            })
    void anUnknownRouteIsNotFound(String path) {
        Refusals.refused(SLUICE.client().get(path), 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/chat/completions, POST",
        "PUT, /v1/chat/completions, POST",
        "DELETE, /v1/models, 'GET, HEAD'",
        "PATCH, /, GET"
    })
    void aWrongMethodIsNotAllowed(String method, String path, String allowed) {
        HttpResponse<String> response = SLUICE.client().send(method, path, null);
        Refusals.refused(response, 405, "invalid_request_error");
        assertThat(response.headers().firstValue("allow").orElse("")).contains(allowed);
    }

    @Test
    void aRequestIdIsTakenWhenItIsSoundAndMadeWhenItIsNot() {
        assertThat(requestId("my-id_1.2")).isEqualTo("my-id_1.2");
        assertThat(requestId("x".repeat(129))).isNotBlank().isNotEqualTo("x".repeat(129));
        assertThat(requestId("a b<script>")).isNotBlank().isNotEqualTo("a b<script>");
        assertThat(requestId("one")).isNotEqualTo(requestId("two"));
    }

    private static String requestId(String given) {
        return SLUICE.client()
                .get("/v1/models", "x-request-id", given)
                .headers()
                .firstValue("x-request-id")
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/models HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /v1/mod<els>?q=\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET /v1/models%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/models/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void brokenHttpIsRefusedWithoutABanner(String request) {
        try (var socket = TestingSocket.to(SLUICE.url())) {
            String answer =
                    socket.send(request.getBytes(StandardCharsets.ISO_8859_1)).rest();
            assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|505) .*");
            assertThat(answer).doesNotContain("Tomcat", "Exception", "<html", "Server:");
        }
    }

    @Test
    void expectContinueAndUpgradeDoNoHarm() {
        String body = "{\"model\":\"fake/expected\"," + HI + "}";
        try (var socket = TestingSocket.to(SLUICE.url())) {
            String answer = socket.post("/v1/chat/completions", body, "Expect", "100-continue", "Connection", "close")
                    .rest();
            assertThat(answer).contains("HTTP/1.1 200").contains("You said: hi");
        }
        try (var socket = TestingSocket.to(SLUICE.url())) {
            String answer = socket.post(
                            "/v1/chat/completions",
                            body,
                            "Connection",
                            "close, Upgrade, HTTP2-Settings",
                            "Upgrade",
                            "h2c",
                            "HTTP2-Settings",
                            "AAMAAABkAAQAoAAAAAIAAAAA")
                    .rest();
            assertThat(answer).startsWith("HTTP/1.1 200").contains("You said: hi");
        }
    }

    @Test
    void aKeyInAnUpstreamsWordsIsBlackenedOut() {
        UPSTREAM.answer(
                "leaky",
                dev.sluice.testing.TestingAnswers.error(400, "wrong key " + TestingConfig.UPSTREAM_KEY + " given"));
        var response = SLUICE.client().chat(Json.chat("fake/leaky", false));
        JsonNode error = Refusals.refused(response, 400);
        assertThat(error.path("message").asText()).contains("wrong key");
    }
}
