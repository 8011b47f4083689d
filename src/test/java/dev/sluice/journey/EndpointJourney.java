package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.DeployedSluice;
import dev.sluice.testing.Json;
import dev.sluice.testing.Messages;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingClient;
import dev.sluice.testing.TestingEndpoints;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingSites;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The endpoints beside chats on every server, under `/` and under `/ai`: forms, vectors, images, sound, and the other
/// two ways of streaming.
abstract class EndpointJourney {
    static final String[] KEY = {"Authorization", "Bearer caller-key-1"};
    private static final String PICTURE = Base64.getEncoder()
            .encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3, 4});

    abstract DeployedSluice server();

    abstract TestingUpstream upstream();

    TestingClient client(String context) {
        return server().client(context);
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    /// Larger than what a server keeps in memory of a form.
    @ParameterizedTest
    @ValueSource(strings = {"", "/ai"})
    void aRecordingIsUploadedAndWritten(String context) {
        upstream()
                .endpoint(
                        "/audio/transcriptions",
                        exchange -> TestingAnswers.json("{\"text\":\"hello\",\"length\":"
                                        + exchange.request().field("file").length() + "}")
                                .answer(exchange));
        var form =
                new TestingForm().field("model", "fake/writer").file("file", "a.wav", "audio/wav", new byte[3_000_000]);
        JsonNode answer = ok(form.post(client(context), "/v1/audio/transcriptions", KEY));
        assertThat(answer.path("text").asText()).isEqualTo("hello");
        assertThat(answer.path("length").asInt()).isEqualTo(3_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ai"})
    void wordsAreSpokenPieceByPiece(String context) {
        upstream().endpoint("/audio/speech", TestingAnswers.json("never asked for by itself"));
        var rest = new CountDownLatch(1);
        upstream().answer("voice", exchange -> {
            exchange.head(200, Map.of("Content-Type", "audio/pcm", "Transfer-Encoding", "chunked"));
            exchange.chunk("first\n".getBytes(StandardCharsets.UTF_8));
            exchange.waitFor(rest);
            exchange.chunk("second\n".getBytes(StandardCharsets.UTF_8));
            exchange.lastChunk();
        });
        try (TestingEvents sound = client(context)
                .streamAt("/v1/audio/speech", "{\"model\":\"fake/voice\",\"input\":\"hi\",\"voice\":\"x\"}", KEY)) {
            assertThat(sound.status()).isEqualTo(200);
            assertThat(sound.header("content-type")).isEqualTo("audio/pcm");
            sound.awaitLine("first");
            rest.countDown();
            sound.awaitLine("second");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ai"})
    void textsBecomeVectors(String context) {
        upstream().endpoint("/embeddings", TestingEndpoints.embeddings());
        JsonNode answer = ok(client(context)
                .post("/v1/embeddings", "{\"model\":\"fake/vectors\",\"input\":[\"a\",\"b\"],\"dimensions\":3}", KEY));
        assertThat(answer.path("data")).hasSize(2);
        assertThat(answer.at("/data/1/embedding")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ai"})
    void anImageHasALinkThatWorks(String context) {
        upstream()
                .endpoint(
                        "/images/generations",
                        TestingAnswers.json("{\"created\":7,\"data\":[{\"b64_json\":\"" + PICTURE + "\"}]}"));
        String body = "{\"model\":\"fake/painter\",\"prompt\":\"cat\",\"response_format\":\"url\"}";
        String link = ok(client(context).post("/v1/images/generations", body, KEY))
                .at("/data/0/url")
                .asText();
        assertThat(link).startsWith(server().url() + context + "/media/").endsWith(".png");
        try (var caller = new TestingClient("")) {
            HttpResponse<String> image = caller.get(link, KEY);
            assertThat(image.statusCode()).isEqualTo(200);
            assertThat(image.headers().firstValue("content-type")).contains("image/png");
            assertThat(caller.get(link, "Range", "bytes=1-3", KEY[0], KEY[1]).body())
                    .isEqualTo("PNG");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ai"})
    void aResponseIsStreamedEventByEvent(String context) {
        var second = new CountDownLatch(1);
        upstream().answer("respond", TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(second)));
        String body = "{\"model\":\"fake/respond\",\"input\":\"hello\",\"stream\":true,\"store\":false}";
        try (TestingEvents events = client(context).streamAt("/v1/responses", body, KEY)) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(Json.parse(events.next()).path("type").asText()).isEqualTo("response.created");
            events.awaitLine("event: response.output_text.delta");
            second.countDown();
            List<String> rest = events.named();
            assertThat(rest.getLast()).startsWith("response.completed ");
            JsonNode whole = Json.parse(rest.getLast().substring("response.completed ".length()));
            assertThat(whole.at("/response/output/0/content/0/text").asText()).isEqualTo("t0 t1 t2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ai"})
    void aMessageIsStreamedEventByEvent(String context) {
        var second = new CountDownLatch(1);
        upstream().answer("claude", TestingStream.ofTokens(3).withStep(1, exchange -> exchange.waitFor(second)));
        try (TestingEvents events = client(context)
                .streamAt("/v1/messages", Messages.body("fake/claude", true), "x-api-key", "caller-key-1")) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(Json.parse(events.next()).path("type").asText()).isEqualTo("message_start");
            events.awaitLine("event: content_block_delta");
            second.countDown();
            List<String> rest = events.named();
            assertThat(rest.getLast()).startsWith("message_stop ");
        }
    }

    /// Each needs a library that a WAR may lack.
    @ParameterizedTest
    @ValueSource(strings = {"", "/ai"})
    void pagesAreSearchedAndTokensCounted(String context) {
        upstream().answerBelow("/html.duckduckgo.com/html/", TestingSites.page("duckduckgo/text.html"));
        JsonNode found = ok(client(context).get("/search?q=sluice&engine=duckduckgo", KEY));
        assertThat(found.path("results").isEmpty()).isFalse();
        assertThat(ok(client(context).post("/v1/internal/token-count", "{\"text\":\"hello world\"}", KEY))
                        .path("length")
                        .asInt())
                .isEqualTo(2);
    }

    /// What is no type at all WildFly refuses by itself.
    @ParameterizedTest
    @ValueSource(strings = {",", "text/html"})
    void whateverACallerAcceptsItGetsJson(String accept) {
        HttpResponse<String> models = client("").get("/v1/models", "Accept", accept, KEY[0], KEY[1]);
        assertThat(ok(models).path("object").asText()).isEqualTo("list");
    }

    /// Rows of both deployments come into the store of the one that has it.
    @ParameterizedTest
    @ValueSource(strings = {"", "/ai"})
    void whatWasAskedIsTold(String context) {
        upstream().answer("booked", TestingAnswers.reply("fine"));
        assertThat(client(context).chat(Json.chat("fake/booked", false), KEY).statusCode())
                .isEqualTo(200);
        HttpResponse<String> me = client(context).get("/v1/me", KEY);
        if (me.statusCode() == 200) {
            assertThat(Json.parse(me.body()).at("/usage/total/requests").asLong())
                    .isPositive();
        } else {
            assertThat(Refusals.error(me.body()).path("code").asText()).isEqualTo("data_store_unavailable");
        }
        HttpResponse<String> refused = client(context).get("/admin/api/usage", KEY);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Refusals.error(refused.body()).path("type").asText()).isEqualTo("permission_error");
        assertThat(client(context).get("/logs").body()).contains("./api/logs");
    }

    /// Both deployments have one home. Its file is for one of them, unless the server has one H2 for both.
    @Test
    void filesAreKeptOrRefusedForAReason() {
        List<Integer> statuses = new ArrayList<>();
        for (String context : List.of("", "/ai")) {
            var form = new TestingForm().field("purpose", "user_data").file("file", "a.txt", "x".repeat(500_000));
            HttpResponse<String> kept = form.post(client(context), "/v1/files", KEY);
            statuses.add(kept.statusCode());
            if (kept.statusCode() == 200) {
                String id = Json.parse(kept.body()).path("id").asText();
                assertThat(client(context)
                                .get("/v1/files/" + id + "/content", KEY)
                                .body())
                        .isEqualTo("x".repeat(500_000));
            } else {
                assertThat(Refusals.error(kept.body()).path("code").asText()).isEqualTo("data_store_unavailable");
            }
        }
        assertThat(statuses).contains(200).isSubsetOf(200, 503);
    }
}
