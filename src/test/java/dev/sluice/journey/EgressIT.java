package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingOllama;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What leaves the gateway on a caller's word: images at addresses, ways out, files by their ids; and what upstreams
/// tell of their rates.
final class EgressIT {
    private static final String PNG = "\u0089PNG\r\n\u001a\nx";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final TestingUpstream OLLAMA = TestingUpstream.start();

    /// What stands for an intranet's server of images, and for a proxy.
    @RegisterExtension
    static final TestingUpstream INSIDE = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice CLOSED = RunningSluice.with(config(""));

    @RegisterExtension
    static final RunningSluice OPEN =
            RunningSluice.with(config("egress: { allow: [127.0.0.0/8], proxies: [\"http://user:pass@127.0.0.1:"
                    + INSIDE.root().replaceAll(".*:", "") + "\"] }\n"));

    private static String config(String egress) {
        OLLAMA.models(TestingOllama.models("llava"));
        INSIDE.answerAt(
                "/a.png",
                exchange -> exchange.send(
                        200, Map.of("Content-Type", "image/png"), PNG.getBytes(StandardCharsets.ISO_8859_1)));
        return TestingConfig.of(UPSTREAM, "")
                + TestingConfig.provider("ollama", "ollama", OLLAMA.root(), "weight: 1")
                + "  far: { kind: openai, base-url: \"http://far.example/v1\", models: [far-model] }\n"
                + egress;
    }

    private static String picture(String model) {
        return "{\"model\":\"" + model
                + "\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"what?\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + INSIDE.root() + "/a.png\"}}]}]}";
    }

    @Test
    void anImageInsideIsNotFetched() {
        JsonNode error = Refusals.refused(CLOSED.client().chat(picture("ollama/shut")), 400);
        assertThat(error.path("code").asText()).isEqualTo("invalid_image_url");
        assertThat(OLLAMA.requests("shut")).isEmpty();
    }

    @Test
    void anImageThatIsAllowedIsFetchedForAProviderThatNeedsIt() {
        OLLAMA.answer("see", new TestingOllama().text("a cat"));
        HttpResponse<String> response = OPEN.client().chat(picture("ollama/see"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(OLLAMA.request("see").json().at("/messages/0/images/0").asText())
                .isEqualTo("iVBORw0KGgp4");
    }

    @Test
    void aProviderThatFetchesByItselfIsToldTheAddress() {
        assertThat(CLOSED.client().chat(picture("fake/looks")).statusCode()).isEqualTo(200);
        assertThat(UPSTREAM.request("looks").text()).contains(INSIDE.root() + "/a.png");
    }

    @Test
    void aProxyThatIsListedIsTheWayOut() {
        INSIDE.answer("far-model", TestingAnswers.reply("from afar"));
        String proxy = INSIDE.root();
        String body = Json.chat("far/far-model", false).replaceFirst("\\{", "{\"proxy\":\"" + proxy + "\",");
        HttpResponse<String> response = OPEN.client().chat(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        TestingRequest request = INSIDE.request("far-model");
        assertThat(request.path()).isEqualTo("http://far.example/v1/chat/completions");
        assertThat(request.header("proxy-authorization")).isEqualTo("Basic dXNlcjpwYXNz");
        assertThat(request.text()).doesNotContain("proxy");
        Refusals.refused(CLOSED.client().chat(body), 400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/chat/completions | "messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"%s"}}]}]
            /v1/responses        | "input":[{"role":"user","content":[{"type":"input_file","file_id":"%s"}]}]
            /v1/messages         | "max_tokens":9,"messages":[{"role":"user","content":[{"type":"document","source":{"type":"file","file_id":"%s"}}]}]
            """)
    void aFileThatIsKeptHereIsShownToTheModel(String path, String members) {
        HttpResponse<String> kept = new TestingForm()
                .field("purpose", "user_data")
                .file("file", "a.pdf", "%PDF-1.4 hello")
                .post(OPEN.client(), "/v1/files");
        String id = Json.parse(kept.body()).path("id").asText();
        String model = "reads-" + path.replace('/', '-');
        String body = "{\"model\":\"fake/" + model + "\"," + members + "}";
        HttpResponse<String> response = OPEN.client().post(path, body.formatted(id));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(UPSTREAM.requests(model).getLast().text())
                .contains("data:application/pdf;base64,JVBERi0xLjQgaGVsbG8=")
                .doesNotContain(id);
        int asked = UPSTREAM.requests(model).size();
        assertThat(OPEN.client().post(path, body.formatted("file-unknown")).statusCode())
                .isEqualTo(404);
        assertThat(UPSTREAM.requests(model)).hasSize(asked);
    }

    @Test
    void whatTheUpstreamTellsOfItsRatesIsPassedOn() {
        UPSTREAM.answer(
                "rated",
                TestingAnswers.error(429, "slow down", "rate_limit", Map.of("x-ratelimit-remaining-requests", "0")));
        HttpResponse<String> response = OPEN.client().chat(Json.chat("fake/rated", false));
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("x-ratelimit-remaining-requests"))
                .contains("0");
    }
}
