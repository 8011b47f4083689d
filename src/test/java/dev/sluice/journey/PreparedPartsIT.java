package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingClaude;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingOllama;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingUpstream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Images, sounds and files that callers show a model, made into what its provider needs.
final class PreparedPartsIT {
    private static final String PDF = "%PDF-1.7 paper";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    /// Tells what its models read.
    @RegisterExtension
    static final TestingUpstream TELLING = TestingUpstream.start();

    /// Where callers have their files.
    @RegisterExtension
    static final TestingUpstream FILES = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice PLAIN = RunningSluice.with(config("egress: { allow: [127.0.0.0/8] }\n"));

    @RegisterExtension
    static final RunningSluice SHUT = RunningSluice.with(config(""));

    @RegisterExtension
    static final RunningSluice FITTING = RunningSluice.with(
            config("egress: { allow: [127.0.0.0/8] }\nimages: { max-size: 160x100, max-bytes: 64KB }\n"));

    private static String config(String more) {
        kept("/a.mp3", "audio/mpeg", "ID3 sound");
        kept("/docs/paper.pdf?x=1", "application/octet-stream", PDF);
        kept("/page.html", "text/html", "<p>no sound</p>");
        TELLING.models(TestingAnswers.json("""
                        {"data":[{"id":"blind","architecture":{"input_modalities":["text"]}},
                        {"id":"seeing","architecture":{"input_modalities":["text","image"]}}]}"""));
        return TestingConfig.of(UPSTREAM, "")
                + TestingConfig.provider("telling", TELLING.baseUrl(), "weight: 1")
                + TestingConfig.provider("fake2", UPSTREAM.baseUrl(), "models: [gpt-fake]")
                + TestingConfig.provider("claude", "anthropic", UPSTREAM.baseUrl(), "models: [sonnet]")
                + TestingConfig.provider("ollama", "ollama", UPSTREAM.root(), "models: [llava]")
                + "aliases: { mixed: [telling/blind, telling/seeing] }\n"
                + more;
    }

    private static void kept(String path, String type, String body) {
        FILES.answerAt(
                path,
                exchange ->
                        exchange.send(200, Map.of("Content-Type", type), body.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String asking(String model, String part) {
        return ("{'model':'" + model + "','messages':[{'role':'user','content':[{'type':'text','text':'what?'}," + part
                        + "]}]}")
                .replace('\'', '"');
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static JsonNode seen(RunningSluice sluice, String model, String part) {
        ok(sluice.client().chat(asking("fake/" + model, part)));
        return UPSTREAM.request(model).json().at("/messages/0/content/1");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] png(int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private static void scaled(String base64, int width, int height) throws IOException {
        byte[] bytes = Base64.getDecoder().decode(base64);
        assertThat(bytes).startsWith(0xff, 0xd8);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes));
        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
    }

    @Test
    void aSoundAtAnAddressIsSentAsBase64WithItsFormat() {
        String part = "{'type':'input_audio','input_audio':{'data':'" + FILES.root() + "/a.mp3'}}";
        assertThat(seen(PLAIN, "hears", part).path("input_audio").toString())
                .isEqualTo("{\"data\":\"" + base64("ID3 sound") + "\",\"format\":\"mp3\"}");
        JsonNode error = Refusals.refused(SHUT.client().chat(asking("fake/shut", part)), 400);
        assertThat(error.path("code").asText()).isEqualTo("invalid_audio_url");
        assertThat(UPSTREAM.requests("shut")).isEmpty();
        String page = part.replace("a.mp3", "page.html");
        assertThat(Refusals.refused(PLAIN.client().chat(asking("fake/page", page)), 400)
                        .path("message")
                        .asText())
                .contains("no sound");
    }

    @Test
    void aFileAtAnAddressIsSentAsDataWithItsName() {
        String part = "{'type':'file','file':{'file_data':'" + FILES.root() + "/docs/paper.pdf?x=1'}}";
        JsonNode file = seen(PLAIN, "reads", part).path("file");
        assertThat(file.path("file_data").asText()).isEqualTo("data:application/pdf;base64," + base64(PDF));
        assertThat(file.path("filename").asText()).isEqualTo("paper.pdf");
    }

    @Test
    void whoFetchesForItselfIsToldTheAddress() {
        String address = FILES.root() + "/docs/unasked.pdf";
        UPSTREAM.answer("sonnet", new TestingClaude().text("ok"));
        ok(PLAIN.client().chat(asking("claude/sonnet", "{'type':'file','file':{'file_data':'" + address + "'}}")));
        assertThat(UPSTREAM.awaitRequest("sonnet")
                        .json()
                        .at("/messages/0/content/1/source")
                        .toString())
                .isEqualTo("{\"type\":\"url\",\"url\":\"" + address + "\"}");
        String image = "{'type':'image_url','image_url':{'url':'" + address + "'}}";
        assertThat(seen(PLAIN, "looks", image).at("/image_url/url").asText()).isEqualTo(address);
        assertThat(FILES.requests()).noneMatch(request -> request.path().contains("unasked"));
    }

    @Test
    void aFileOfAResponseIsFetchedForAChat() {
        ok(PLAIN.client()
                .post(
                        "/v1/responses",
                        ("{'model':'fake/chats','input':[{'role':'user','content':[{'type':'input_file','file_url':'"
                                        + FILES.root() + "/docs/paper.pdf?x=1'}]}]}")
                                .replace('\'', '"')));
        JsonNode file = UPSTREAM.requests("chats").getLast().json().at("/messages/0/content/0/file");
        assertThat(file.path("file_data").asText()).isEqualTo("data:application/pdf;base64," + base64(PDF));
    }

    @Test
    void bareBase64IsSpelledOut() throws IOException {
        String png = Base64.getEncoder().encodeToString(png(8, 8));
        String part = "{'type':'image_url','image_url':{'url':'" + png + "'}}";
        assertThat(seen(PLAIN, "bare", part).at("/image_url/url").asText()).isEqualTo("data:image/png;base64," + png);
        UPSTREAM.answer("llava", new TestingOllama().text("ok"));
        ok(PLAIN.client().chat(asking("ollama/llava", part)));
        assertThat(UPSTREAM.awaitRequest("llava")
                        .json()
                        .at("/messages/0/images/0")
                        .asText())
                .isEqualTo(png);
    }

    @ParameterizedTest
    @CsvSource({
        "image_url, url, messages[0].content[1].image_url.url",
        "input_audio, data, messages[0].content[1].input_audio.data",
        "file, file_data, messages[0].content[1].file.file_data"
    })
    void filesOfTheMachineAreNotRead(String type, String member, String param) {
        String part = "{'type':'" + type + "','" + type + "':{'" + member + "':'/etc/passwd.txt','format':'wav'}}";
        JsonNode error = Refusals.refused(PLAIN.client().chat(asking("fake/paths", part)), 400);
        assertThat(error.path("param").asText()).isEqualTo(param);
        assertThat(error.path("message").asText()).contains("files of the gateway's machine are not read");
        assertThat(UPSTREAM.requests("paths")).isEmpty();
    }

    @Test
    void bytesPassThroughWhereNothingNeedsToChange() throws IOException {
        String url = "data:image/png;base64," + Base64.getEncoder().encodeToString(png(400, 400));
        String part = "{ 'type' : 'image_url', 'image_url':{'url':'" + url + "'}, 'n': 1.50}";
        ok(PLAIN.client().chat(asking("fake/untouched", part)));
        assertThat(UPSTREAM.request("untouched").text()).contains(part.replace('\'', '"'));
    }

    @Test
    void anImageThatIsTooLargeIsScaledInEveryDialect() throws IOException {
        String large = Base64.getEncoder().encodeToString(png(320, 320));
        String chat = "{'type':'image_url','image_url':{'url':'data:image/png;base64," + large + "','detail':'low'}}";
        JsonNode image = seen(FITTING, "fits", chat).path("image_url");
        assertThat(image.path("detail").asText()).isEqualTo("low");
        assertThat(image.path("url").asText()).startsWith("data:image/jpeg;base64,");
        scaled(image.path("url").asText().split(",")[1], 100, 100);

        UPSTREAM.answer("haiku", new TestingClaude().text("ok"));
        String shown = "{'type':'image','cache_control':{'type':'ephemeral'},'source':{'type':'base64',"
                + "'media_type':'image/png','data':'" + large + "'}}";
        ok(FITTING.client()
                .post("/v1/messages", asking("claude/haiku", shown).replaceFirst("\\{", "{\"max_tokens\":9,")));
        JsonNode passed = UPSTREAM.awaitRequest("haiku").json().at("/messages/0/content/1");
        assertThat(passed.at("/cache_control/type").asText()).isEqualTo("ephemeral");
        assertThat(passed.at("/source/media_type").asText()).isEqualTo("image/jpeg");
        scaled(passed.at("/source/data").asText(), 100, 100);

        UPSTREAM.answer("bakllava", new TestingOllama().text("ok"));
        ok(FITTING.client().chat(asking("ollama/bakllava", chat)));
        scaled(
                UPSTREAM.awaitRequest("bakllava")
                        .json()
                        .at("/messages/0/images/0")
                        .asText(),
                100,
                100);
    }

    @Test
    void whatCannotBeMadeSmallerIsRefusedByItsPlace() {
        String webp = base64("RIFF1234WEBP" + "x".repeat(70_000));
        JsonNode error = Refusals.refused(
                FITTING.client()
                        .chat(asking(
                                "fake/webp",
                                "{'type':'image_url','image_url':{'url':'data:image/webp;base64," + webp + "'}}")),
                400);
        assertThat(error.path("param").asText()).isEqualTo("messages[0].content[1]");
        assertThat(error.path("code").asText()).isEqualTo("invalid_image");
        assertThat(UPSTREAM.requests("webp")).isEmpty();
    }

    @Test
    void aModelThatReadsNoImagesIsNotAskedAboutOne() throws IOException {
        String part =
                "{'type':'image_url','image_url':{'url':'" + Base64.getEncoder().encodeToString(png(8, 8)) + "'}}";
        JsonNode error = Refusals.refused(PLAIN.client().chat(asking("telling/blind", part)), 400);
        assertThat(error.path("code").asText()).isEqualTo("unsupported_value");
        assertThat(error.path("message").asText()).contains("show an image").contains("telling/blind");
        assertThat(TELLING.requests("blind")).isEmpty();
        ok(PLAIN.client().chat(asking("mixed", part)));
        assertThat(TELLING.requests("seeing")).hasSize(1);
        assertThat(TELLING.requests("blind")).isEmpty();
        ok(PLAIN.client().chat(asking("mixed", "{'type':'text','text':'no image'}")));
        assertThat(TELLING.requests("blind")).hasSize(1);
        JsonNode row = Json.parse(PLAIN.client().get("/v1/models/telling/blind").body());
        assertThat(row.at("/modalities/input").toString()).isEqualTo("[\"text\"]");
    }

    @Test
    void anAddressIsAskedOnceHoweverManyAreTried() {
        kept("/twice.mp3", "audio/mpeg", "ID3 twice");
        UPSTREAM.next("failing", TestingAnswers.error(500, "down"));
        String part = "{'type':'input_audio','input_audio':{'data':'" + FILES.root() + "/twice.mp3'}}";
        ok(PLAIN.client().chat(asking("failing", part).replaceFirst("\\{", "{\"provider\":\"fake fake2\",")));
        assertThat(UPSTREAM.requests("failing"))
                .extracting(TestingRequest::json)
                .hasSize(2)
                .allMatch(json -> json.at("/messages/0/content/1/input_audio/format")
                        .asText()
                        .equals("mp3"));
        assertThat(FILES.requests().stream().filter(request -> request.path().equals("/twice.mp3")))
                .hasSize(1);
    }
}
