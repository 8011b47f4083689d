package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingClient;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Images, from the caller's socket to the upstream's, and what is kept of them.
final class ImagesIT {
    private static final byte[] PNG = "\u0089PNG\r\n\u001a\n-image".getBytes(StandardCharsets.ISO_8859_1);
    private static final String BASE64 = Base64.getEncoder().encodeToString(PNG);

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.limits() + "providers:\n"
            + TestingConfig.provider("fake", UPSTREAM.baseUrl(), "models: [dall-e-3]")
            + "defaults: { image-model: dall-e-3 }\n");

    @BeforeAll
    static void script() {
        String row = "{\"b64_json\":\"" + BASE64 + "\",\"revised_prompt\":\"a cat\",\"odd\":1.50}";
        String answer = "{\"created\":7,\"data\":[" + row
                + "],\"usage\":{\"input_tokens\":3,\"output_tokens\":4,\"total_tokens\":7}}";
        UPSTREAM.endpoint("/images/generations", TestingAnswers.json(answer));
        UPSTREAM.endpoint("/images/edits", TestingAnswers.json(answer));
        UPSTREAM.endpoint("/images/variations", TestingAnswers.json(answer));
        UPSTREAM.endpoint("/files/cat.png", exchange -> exchange.send(200, Map.of("Content-Type", "image/png"), PNG));
        String own = UPSTREAM.baseUrl() + "/files/cat.png";
        UPSTREAM.answer("linked", TestingAnswers.json("{\"data\":[{\"url\":\"" + own + "\"}]}"));
        UPSTREAM.answer("elsewhere", TestingAnswers.json("{\"data\":[{\"url\":\"http://169.254.169.254/x.png\"}]}"));
        UPSTREAM.answer(
                "inline", TestingAnswers.json("{\"data\":[{\"url\":\"data:image/png;base64," + BASE64 + "\"}]}"));
    }

    private static HttpResponse<String> generate(String model, String members) {
        return SLUICE.client()
                .post("/v1/images/generations", "{\"model\":\"fake/" + model + "\",\"prompt\":\"cat\"" + members + "}");
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    @Test
    void imagesComeAsTheyAreWhereNobodyCares() {
        JsonNode answer = ok(generate("plain", ",\"unheard_of\":1.50"));
        assertThat(answer.at("/data/0/b64_json").asText()).isEqualTo(BASE64);
        assertThat(answer.path("created").asInt()).isEqualTo(7);
        assertThat(UPSTREAM.request("plain").text()).contains("\"unheard_of\":1.50");
        assertThat(ok(generate("linked", "")).at("/data/0/url").asText()).endsWith("/files/cat.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/images/generate",
                "/v1/media/generate",
                "/images/generations",
                "/images/generate",
                "/media/generate",
                "/api/fake/images/generations",
                "/api/FAKE/images/generations"
            })
    void otherPathsLeadThereToo(String path) {
        ok(SLUICE.client().post(path, "{\"prompt\":\"cat\"}"));
    }

    @Test
    void anAddressIsMadeWhereBytesCame() {
        for (String model : new String[] {"plain-url", "inline"}) {
            String url = ok(generate(model, ",\"response_format\":\"url\""))
                    .at("/data/0/url")
                    .asText();
            assertThat(url).startsWith(SLUICE.url() + "/media/").endsWith(".png");
            try (var client = new TestingClient("")) {
                HttpResponse<String> image = client.get(url);
                assertThat(image.statusCode()).isEqualTo(200);
                assertThat(image.headers().firstValue("content-type")).contains("image/png");
                assertThat(image.headers().firstValue("x-content-type-options")).contains("nosniff");
                assertThat(image.headers().firstValue("cache-control").orElse(""))
                        .contains("immutable");
                assertThat(image.headers().firstValue("content-length")).contains("" + PNG.length);
                String tag = image.headers().firstValue("etag").orElseThrow();
                assertThat(client.get(url, "If-None-Match", tag).statusCode()).isEqualTo(304);
                HttpResponse<String> part = client.get(url.replace("/media/", "/images/"), "Range", "bytes=1-3");
                assertThat(part.statusCode()).isEqualTo(206);
                assertThat(part.body()).isEqualTo("PNG");
                assertThat(part.headers().firstValue("content-range")).contains("bytes 1-3/" + PNG.length);
                assertThat(client.get(url, "Range", "bytes=999-").statusCode()).isEqualTo(416);
                assertThat(client.send("HEAD", url, null).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void bytesAreFetchedWhereAnAddressCame() {
        JsonNode answer = ok(generate("linked", ",\"response_format\":\"b64_json\""));
        assertThat(answer.at("/data/0/b64_json").asText()).isEqualTo(BASE64);
        assertThat(answer.at("/data/0").has("url")).isFalse();
        assertThat(answer.path("created").asLong()).isPositive();
        Refusals.refused(generate("elsewhere", ",\"response_format\":\"b64_json\""), 502, "provider_error");
    }

    @Test
    void aCopyIsKeptWhereTheCallerWantsOne() {
        String own = UPSTREAM.baseUrl() + "/files/cat.png";
        for (String members : new String[] {"", ",\"response_format\":\"url\"", ",\"download_media\":false"}) {
            assertThat(ok(generate("linked", members)).at("/data/0/url").asText())
                    .isEqualTo(own);
        }
        for (String members : new String[] {"", ",\"response_format\":\"url\""}) {
            String url = ok(generate("linked", ",\"download_media\":true" + members))
                    .at("/data/0/url")
                    .asText();
            assertThat(url).startsWith(SLUICE.url() + "/media/").endsWith(".png");
            try (var client = new TestingClient("")) {
                assertThat(client.get(url).statusCode()).isEqualTo(200);
            }
        }
        JsonNode bytes = ok(generate("linked", ",\"download_media\":true,\"response_format\":\"b64_json\""));
        assertThat(bytes.at("/data/0/b64_json").asText()).isEqualTo(BASE64);
        assertThat(UPSTREAM.requests("linked").getLast().json().has("download_media"))
                .isFalse();
        Refusals.refused(generate("elsewhere", ",\"download_media\":true"), 502, "provider_error");
    }

    @Test
    void otherWordsForSizesAndFormatsAreTranslated() {
        ok(generate(
                "gpt-image-words", ",\"width\":1536,\"height\":1024,\"image_format\":\"jpg\",\"guidance_scale\":7"));
        assertThat(UPSTREAM.request("gpt-image-words").json().toString())
                .contains("\"size\":\"1536x1024\"", "\"output_format\":\"jpeg\"", "\"guidance_scale\":7")
                .doesNotContain("width", "height", "image_format");
        ok(generate("other-words", ",\"width\":640,\"height\":480"));
        assertThat(UPSTREAM.request("other-words").text())
                .contains("\"width\":640", "\"height\":480", "\"size\":\"640x480\"");
    }

    @Test
    void whatElseIsToldOfAnImageStays() {
        JsonNode answer = ok(generate("told", ",\"response_format\":\"url\""));
        assertThat(answer.at("/data/0/revised_prompt").asText()).isEqualTo("a cat");
        assertThat(answer.at("/data/0/odd").asText()).isEqualTo("1.5");
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(7);
    }

    @Test
    void imagesGrowBeforeTheCallersEyes() {
        UPSTREAM.answer("growing", TestingAnswers.body(200, "text/event-stream", """
                event: image_generation.partial_image
                data: {"type":"image_generation.partial_image","b64_json":"AAAA","partial_image_index":0}

                event: image_generation.completed
                data: {"type":"image_generation.completed","b64_json":"AAAA","usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}

                """));
        HttpResponse<String> response = generate("growing", ",\"stream\":true,\"partial_images\":1");
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(response.body())
                .startsWith("event: image_generation.partial_image\ndata: {")
                .contains("event: image_generation.completed\ndata: {")
                .doesNotContain("\"error\"");
        UPSTREAM.answer(
                "refused-stream",
                TestingAnswers.body(
                        200,
                        "text/event-stream",
                        "event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":\"unsafe\",\"code\":400}}\n\n"));
        Refusals.error(generate("refused-stream", ",\"stream\":true").body());
    }

    @Test
    void imagesAreEditedAsAForm() {
        HttpResponse<String> response = new TestingForm()
                .field("model", "fake/editor")
                .field("prompt", "a hat")
                .field("response_format", "b64_json")
                .field("n", "1")
                .file("image[]", "a.png", "image/png", PNG)
                .file("image[]", "b.png", "image/png", PNG)
                .file("mask", "m.png", "image/png", PNG)
                .post(SLUICE.client(), "/v1/images/edits");
        ok(response);
        TestingRequest sent = UPSTREAM.request("editor");
        assertThat(sent.path()).isEqualTo("/v1/images/edits");
        assertThat(sent.field("prompt")).isEqualTo("a hat");
        assertThat(sent.text().split("name=\"image\\[]\"", -1)).hasSize(3);
        assertThat(sent.field("mask").getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(PNG);
    }

    @Test
    void imagesAreEditedAsJson() {
        String image = "data:image/png;base64,iVBORw0KGgo=";
        ok(SLUICE.client()
                .post(
                        "/v1/images/edits",
                        "{\"model\":\"fake/json-editor\",\"prompt\":\"a hat\",\"images\":[{\"image_url\":\"" + image
                                + "\"}]}"));
        assertThat(UPSTREAM.request("json-editor")
                        .json()
                        .at("/images/0/image_url")
                        .asText())
                .isEqualTo(image);
    }

    private static String kept(String name, byte[] bytes) {
        HttpResponse<String> file = new TestingForm()
                .field("purpose", "vision")
                .file("file", name, "application/octet-stream", bytes)
                .post(SLUICE.client(), "/v1/files");
        return ok(file).path("id").asText();
    }

    @Test
    void imagesThatAreKeptHereAreEdited() {
        String id = kept("a.png", PNG);
        String edit = "{\"model\":\"fake/keeper\",\"prompt\":\"a hat\",\"images\":[{\"image_url\":"
                + "\"https://a.example/b.png\"},{\"file_id\":\"%s\"}],\"mask\":{\"file_id\":\"%s\"},\"odd\":1.50}";
        ok(SLUICE.client().post("/v1/images/edits", edit.formatted(id, id)));
        String inline = "{\"image_url\":\"data:image/png;base64," + BASE64 + "\"}";
        assertThat(UPSTREAM.request("keeper").text())
                .contains("\"images\":[{\"image_url\":\"https://a.example/b.png\"}," + inline + "]")
                .contains("\"mask\":" + inline + ",\"odd\":1.50")
                .doesNotContain(id);
        String text = kept("a.txt", "words".getBytes(StandardCharsets.UTF_8));
        Refusals.refused(SLUICE.client().post("/v1/images/edits", edit.formatted(id, text)), 400);
        Refusals.refused(SLUICE.client().post("/v1/images/edits", edit.formatted("file-unknown", id)), 404);
        assertThat(UPSTREAM.requests("keeper")).hasSize(1);
    }

    @Test
    void imagesAreVaried() {
        ok(new TestingForm()
                .field("model", "fake/varier")
                .file("image", "a.png", "image/png", PNG)
                .post(SLUICE.client(), "/v1/images/variations"));
        assertThat(UPSTREAM.request("varier").path()).isEqualTo("/v1/images/variations");
        Refusals.refused(
                SLUICE.client().post("/v1/images/variations", "{\"prompt\":\"x\"}"), 415, "invalid_request_error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"prompt\":\"\"}",
                "{\"prompt\":\"a\",\"n\":0}",
                "{\"prompt\":\"a\",\"size\":\"huge\"}",
                "["
            })
    void whatIsWrongIsRefusedUnsent(String body) {
        int before = UPSTREAM.requests().size();
        Refusals.refused(SLUICE.client().post("/v1/images/generations", body), 400, "validation_error");
        assertThat(UPSTREAM.requests()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media/x.png",
                "/media/..%2f..%2fsluice.yaml",
                "/media/%2e%2e/sluice.yaml",
                "/media/0000000000000000000000000000000000000000000000000000000000000000.png",
                "/images/secret.key",
                "/thumbnail/none.png"
            })
    void noOtherFileIsServed(String path) {
        HttpResponse<String> response = SLUICE.client().get(path);
        assertThat(response.statusCode()).as(path).isIn(400, 404, 405);
        assertThat(response.body()).doesNotContain("providers:");
    }

    @ParameterizedTest
    @CsvSource({"GET, /images/generations", "GET, /v1/images/edits", "DELETE, /v1/images/generations"})
    void anotherMethodIsRefused(String method, String path) {
        Refusals.refused(SLUICE.client().send(method, path, null), 405, "invalid_request_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":[]}", "{\"data\":[{}]}", "{}", "nonsense", "{\"data\":[{\"b64_json\":\"\"}]}"})
    void whatIsNoImageIsABrokenAnswer(String answer) {
        UPSTREAM.answer("broken", TestingAnswers.json(answer));
        Refusals.refused(generate("broken", ""), 502, "provider_error");
    }
}
