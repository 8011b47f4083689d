package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSdWebui;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Images by a server that paints on the premises.
final class SdWebuiIT {
    @RegisterExtension
    static final TestingUpstream PAINTER = painter();

    @RegisterExtension
    static final TestingUpstream BROKEN = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(
            TestingConfig.limits() + "providers:\n"
                    + TestingConfig.provider("painter", "sdwebui", PAINTER.root(), "strict-models: true")
                    + TestingConfig.provider("broken", "sdwebui", BROKEN.root() + "/sdapi/v1", "models: [b]"),
            "--image-model",
            "dream-8");

    /// It is asked for its models as soon as Sluice starts.
    private static TestingUpstream painter() {
        TestingUpstream upstream = TestingUpstream.start();
        TestingSdWebui.speakAt(upstream, "dream-8", "old-1", "dream-8");
        return upstream;
    }

    @BeforeAll
    static void script() {
        BROKEN.answerAt(
                "/sdapi/v1/txt2img",
                TestingAnswers.body(
                        500, "application/json", "{\"error\":\"OutOfMemoryError\",\"errors\":\"CUDA out of memory\"}"));
    }

    private static JsonNode painted(String body) {
        HttpResponse<String> response = SLUICE.client().post("/v1/images/generations", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body()).path("data");
    }

    private static JsonNode sent(String prompt) {
        return PAINTER.requests().stream()
                .filter(request -> request.path().contains("2img"))
                .map(TestingRequest::json)
                .filter(json -> json.path("prompt").asText().equals(prompt))
                .findFirst()
                .orElseThrow();
    }

    /// The example of text-generation-webui's document, with the model of `--image-model`.
    @Test
    void theDocumentsExampleRuns() {
        JsonNode data = painted("""
                {"prompt": "an orange tree", "steps": 9, "cfg_scale": 0, "batch_size": 1, "batch_count": 1}""");
        assertThat(data).hasSize(1);
        assertThat(TestingSdWebui.words(data.get(0).path("b64_json").asText())).isEqualTo("dream-8:an orange tree:0");
        JsonNode sent = sent("an orange tree");
        assertThat(sent.path("steps").asInt()).isEqualTo(9);
        assertThat(sent.path("cfg_scale").asInt(-1)).isZero();
        assertThat(sent.path("batch_size").asInt()).isEqualTo(1);
        assertThat(sent.path("n_iter").asInt()).isEqualTo(1);
    }

    @Test
    void everythingThatAPainterKnowsReachesIt() {
        JsonNode data = painted("""
                {"model":"painter/old-1","prompt":"sea","negative_prompt":"ships","size":"768x512","seed":7,"n":2,
                "batch_count":2,"sampler_name":"Euler a","scheduler":"Karras","steps":4,"response_format":"url"}""");
        assertThat(data).hasSize(4);
        assertThat(data.get(0).path("url").asText()).startsWith(SLUICE.url() + "/media/");
        JsonNode sent = sent("sea");
        assertThat(sent.path("negative_prompt").asText()).isEqualTo("ships");
        assertThat(sent.path("width").asInt()).isEqualTo(768);
        assertThat(sent.path("height").asInt()).isEqualTo(512);
        assertThat(sent.path("seed").asInt()).isEqualTo(7);
        assertThat(sent.path("batch_size").asInt()).isEqualTo(2);
        assertThat(sent.path("n_iter").asInt()).isEqualTo(2);
        assertThat(sent.path("sampler_name").asText()).isEqualTo("Euler a");
        assertThat(sent.path("scheduler").asText()).isEqualTo("Karras");
        assertThat(sent.at("/override_settings/sd_model_checkpoint").asText()).isEqualTo("old-1");
        assertThat(sent.has("provider")).isFalse();
    }

    @Test
    void otherGatewaysWordsReachItToo() {
        painted("""
                {"model":"painter/old-1","prompt":"lake","width":640,"height":384,"num_inference_steps":6,
                "guidance_scale":3.5}""");
        JsonNode sent = sent("lake");
        assertThat(sent.path("width").asInt()).isEqualTo(640);
        assertThat(sent.path("height").asInt()).isEqualTo(384);
        assertThat(sent.path("steps").asInt()).isEqualTo(6);
        assertThat(sent.path("cfg_scale").asDouble()).isEqualTo(3.5);
        painted("""
                {"model":"painter/old-1","prompt":"pond","width":640,"steps":2,"num_inference_steps":6}""");
        assertThat(sent("pond").path("width").asInt()).isEqualTo(640);
        assertThat(sent("pond").has("height")).isFalse();
        assertThat(sent("pond").path("steps").asInt()).isEqualTo(2);
    }

    @Test
    void anImageIsPaintedOver() {
        var form = new TestingForm()
                .field("prompt", "older")
                .field("steps", "5")
                .field("denoising_strength", "0.4")
                .file("image", "a.png", "image/png", new byte[] {1, 2, 3});
        HttpResponse<String> response = form.post(SLUICE.client(), "/v1/images/edits");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode sent = sent("older");
        assertThat(sent.path("init_images").get(0).asText()).isEqualTo("AQID");
        assertThat(sent.path("steps").asInt()).isEqualTo(5);
        assertThat(sent.path("denoising_strength").decimalValue()).isEqualByComparingTo("0.4");
    }

    @Test
    void itsModelsAreListedAsOnesThatMakeImages() {
        JsonNode models = Json.parse(SLUICE.client().get("/v1/models").body()).path("data");
        assertThat(models)
                .filteredOn(row -> row.path("id").asText().equals("painter/dream-8"))
                .allMatch(row -> row.path("image").booleanValue())
                .hasSize(1);
    }

    @Test
    void whatIsOutOfBoundsIsRefusedWithItsName() {
        for (String member :
                new String[] {"\"steps\":0", "\"cfg_scale\":-1", "\"batch_size\":0", "\"batch_count\":99"}) {
            HttpResponse<String> response =
                    SLUICE.client().post("/v1/images/generations", "{\"prompt\":\"x\"," + member + "}");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(Json.parse(response.body()).at("/error/param").asText())
                    .isEqualTo(member.substring(1, member.indexOf('"', 1)));
        }
    }

    @Test
    void thePaintersOwnWordsAreTold() {
        HttpResponse<String> response =
                SLUICE.client().post("/v1/images/generations", "{\"prompt\":\"x\",\"model\":\"broken/b\"}");
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("broken").doesNotContain(TestingConfig.UPSTREAM_KEY);
    }

    @Test
    void aPainterDoesNotChat() {
        HttpResponse<String> response = SLUICE.client().chat(Json.chat("painter/dream-8", false, "hi"));
        assertThat(response.statusCode()).as(response.body()).isBetween(400, 503);
    }
}
