package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswer;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingSocket;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Speech and transcriptions, from the caller's socket to the upstream's.
final class AudioIT {
    private static final String DELTA = "{\"type\":\"transcript.text.delta\",\"delta\":\"hel\"}";
    private static final String LAST =
            "{\"type\":\"transcript.text.done\",\"text\":\"hello\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":7,\"output_tokens\":2,\"total_tokens\":9}}";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.limits() + "providers:\n"
            + TestingConfig.provider("fake", UPSTREAM.baseUrl(), "models: [speaker, whisper-1, shared]")
            + TestingConfig.provider("other", UPSTREAM.baseUrl(), "models: [shared]")
            + "defaults: { transcription-model: whisper-1, speech-model: speaker }\n"
            + "server: { max-upload: 24MB }\n");

    @BeforeAll
    static void script() {
        UPSTREAM.endpoint(
                "/audio/speech",
                exchange -> exchange.send(
                        200, Map.of("Content-Type", "audio/mpeg"), "ID3 sound".getBytes(StandardCharsets.UTF_8)));
        UPSTREAM.endpoint("/audio/transcriptions", written());
        UPSTREAM.endpoint("/audio/translations", TestingAnswers.json("{\"text\":\"hello\"}"));
    }

    @AfterEach
    void noUploadIsLeft() throws IOException {
        Path tmp = SLUICE.home().resolve("tmp");
        if (Files.exists(tmp)) {
            try (var files = Files.list(tmp)) {
                assertThat(files).isEmpty();
            }
        }
    }

    private static TestingAnswer written() {
        return exchange -> {
            TestingRequest request = exchange.request();
            switch (request.field("response_format")) {
                case "", "json" ->
                    TestingAnswers.json("{\"text\":\"hello\",\"length\":"
                                    + request.field("file").length() + "}")
                            .answer(exchange);
                case "srt" ->
                    exchange.send(
                            200,
                            Map.of("Content-Type", "text/plain"),
                            "1\n00:00:00,000".getBytes(StandardCharsets.UTF_8));
                default ->
                    exchange.send(200, Map.of("Content-Type", "text/plain"), "hello".getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static TestingForm recording(String model) {
        return new TestingForm().field("model", "fake/" + model).file("file", "a.wav", "audio/wav", new byte[100]);
    }

    private static HttpResponse<String> transcribe(TestingForm form) {
        return form.post(SLUICE.client(), "/v1/audio/transcriptions");
    }

    @Test
    void wordsAreSpoken() {
        HttpResponse<String> response = SLUICE.client()
                .post("/v1/audio/speech", "{\"model\":\"fake/voice\",\"input\":\"hi\",\"voice\":\"x\",\"speed\":1.50}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("audio/mpeg");
        assertThat(response.headers().firstValue("x-sluice-provider")).contains("fake");
        assertThat(response.body()).isEqualTo("ID3 sound");
        assertThat(UPSTREAM.request("voice").text()).contains("\"speed\":1.50");
        assertThat(SLUICE.client().post("/audio/speech", "{\"input\":\"hi\"}").statusCode())
                .isEqualTo(200);
        assertThat(SLUICE.client()
                        .post("/api/fake/audio/speech", "{\"model\":\"v2\",\"input\":\"hi\"}")
                        .statusCode())
                .isEqualTo(200);
        UPSTREAM.request("v2");
    }

    @Test
    void theFirstSoundComesBeforeTheLastIsThere() throws IOException, InterruptedException {
        var rest = new CountDownLatch(1);
        UPSTREAM.answer("slow", exchange -> {
            exchange.head(200, Map.of("Content-Type", "audio/pcm", "Transfer-Encoding", "chunked"));
            exchange.chunk("first".getBytes(StandardCharsets.UTF_8));
            exchange.waitFor(rest);
            exchange.chunk("last".getBytes(StandardCharsets.UTF_8));
            exchange.lastChunk();
        });
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response = client.send(speech("slow"), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                assertThat(new String(in.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("first");
                rest.countDown();
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("last");
            }
        }
    }

    private static HttpRequest speech(String model) {
        return HttpRequest.newBuilder(URI.create(SLUICE.url() + "/v1/audio/speech"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"fake/" + model + "\",\"input\":\"a\"}"))
                .build();
    }

    /// Four of them are together larger than all the memory there is.
    @Test
    void soundIsNeverHeldWhole() throws IOException, InterruptedException {
        byte[] megabyte = new byte[1 << 20];
        UPSTREAM.answer("long", exchange -> {
            exchange.head(200, Map.of("Content-Type", "audio/wav", "Transfer-Encoding", "chunked"));
            for (int i = 0; i < 300; i++) {
                exchange.chunk(megabyte);
            }
            exchange.lastChunk();
        });
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response = client.send(speech("long"), HttpResponse.BodyHandlers.ofInputStream());
            long bytes = 0;
            try (InputStream in = response.body()) {
                byte[] buffer = new byte[64 * 1024];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    bytes += read;
                }
            }
            assertThat(bytes).isEqualTo(300L << 20);
        }
    }

    @Test
    void soundThatBreaksOffDoesNotEndCleanly() {
        UPSTREAM.answer("cut", exchange -> {
            exchange.head(200, Map.of("Content-Type", "audio/wav", "Transfer-Encoding", "chunked"));
            exchange.chunk("first".getBytes(StandardCharsets.UTF_8));
            exchange.cut();
        });
        assertThatThrownBy(() -> SLUICE.client().post("/v1/audio/speech", "{\"model\":\"fake/cut\",\"input\":\"a\"}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no complete answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "silent", "json"})
    void soundThatIsNoneIsAnotherTargetsTurn(String kind) {
        UPSTREAM.answer(
                kind,
                switch (kind) {
                    case "empty" -> exchange -> exchange.send(200, Map.of("Content-Type", "audio/wav"), new byte[0]);
                    case "silent" -> TestingAnswers.silence();
                    default -> TestingAnswers.json("{\"detail\":\"out of voices\"}");
                });
        HttpResponse<String> response =
                SLUICE.client().post("/v1/audio/speech", "{\"model\":\"fake/" + kind + "\",\"input\":\"a\"}");
        assertThat(response.statusCode()).isIn(502, 504);
        Refusals.error(response.body());
    }

    @Test
    void anotherProviderSpeaksWhereOneCannot() {
        UPSTREAM.next("shared", TestingAnswers.error(500, "down"));
        HttpResponse<String> response =
                SLUICE.client().post("/v1/audio/speech", "{\"model\":\"shared\",\"input\":\"a\"}");
        assertThat(response.body()).isEqualTo("ID3 sound");
        assertThat(response.headers().firstValue("x-sluice-attempts")).contains("2");
    }

    @Test
    void speechComesAsEventsWhereThatWasAsked() {
        UPSTREAM.answer("events", TestingAnswers.body(200, "text/event-stream", """
                data: {"type":"speech.audio.delta","audio":"AAAA"}

                data: {"type":"speech.audio.done","usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}

                """));
        HttpResponse<String> response = SLUICE.client()
                .post("/v1/audio/speech", "{\"model\":\"fake/events\",\"input\":\"a\",\"stream_format\":\"sse\"}");
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(response.body()).contains("speech.audio.delta").endsWith("\"total_tokens\":3}}\n\n");
    }

    @Test
    void speechIsWrittenDown() {
        HttpResponse<String> response = transcribe(
                recording("ears").field("language", "de").field("provider", "x").field("odd", "ä"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Json.parse(response.body()).path("text").asText()).isEqualTo("hello");
        TestingRequest sent = UPSTREAM.request("ears");
        assertThat(sent.path()).isEqualTo("/v1/audio/transcriptions");
        assertThat(sent.field("language")).isEqualTo("de");
        assertThat(sent.text())
                .contains("filename=\"a.wav\"")
                .doesNotContain("name=\"provider\"")
                .contains("ä");
        assertThat(sent.header("authorization")).isEqualTo("Bearer " + TestingConfig.UPSTREAM_KEY);
    }

    @Test
    void noModelIsTheConfiguredOne() {
        var form = new TestingForm().file("file", "a.wav", "audio/wav", new byte[10]);
        assertThat(form.post(SLUICE.client(), "/audio/transcriptions").statusCode())
                .isEqualTo(200);
        assertThat(UPSTREAM.requests("whisper-1")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"text, text/plain", "srt, application/x-subrip", "vtt, text/vtt", "json, application/json"})
    void eachFormatHasItsType(String format, String type) {
        HttpResponse<String> response = transcribe(recording("formats").field("response_format", format));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith(type);
    }

    @Test
    void aLargeRecordingGoesThroughTwiceWhereTheFirstTargetFails() {
        UPSTREAM.next("shared", TestingAnswers.error(503, "down"));
        var form = new TestingForm()
                .file("file", "big.wav", "audio/wav", new byte[20 << 20])
                .field("model", "shared");
        HttpResponse<String> response = transcribe(form);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Json.parse(response.body()).path("length").asInt()).isEqualTo(20 << 20);
        assertThat(response.headers().firstValue("x-sluice-attempts")).contains("2");
    }

    @Test
    void aRecordingThatIsTooLargeIsRefusedUnsent() {
        var form = recording("too-large").file("more", "b.wav", "audio/wav", new byte[25 << 20]);
        try {
            Refusals.refused(transcribe(form), 413, "invalid_request_error");
        } catch (AssertionError e) {
            // a server may close while a body that it has refused still comes
            assertThat(e).hasMessageContaining("no complete answer");
        }
        assertThat(UPSTREAM.requests("too-large")).isEmpty();
    }

    @Test
    void wordsComeAsTheyAreRecognised() {
        var rest = new CountDownLatch(1);
        UPSTREAM.answer("live", exchange -> {
            exchange.head(200, Map.of("Content-Type", "text/event-stream", "Transfer-Encoding", "chunked"));
            exchange.chunk(("data: " + DELTA + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            exchange.chunk(("data: " + LAST + "\r\n\r\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8));
            exchange.lastChunk();
        });
        HttpResponse<String> response = transcribe(recording("live").field("stream", "true"));
        rest.countDown();
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(response.body()).isEqualTo("data: " + DELTA + "\n\ndata: " + LAST + "\n\ndata: [DONE]\n\n");
    }

    @Test
    void wordsThatBreakOffEndWithAnError() {
        UPSTREAM.answer("half", TestingAnswers.body(200, "text/event-stream", "data: " + DELTA + "\n\n"));
        String body = transcribe(recording("half").field("stream", "true")).body();
        assertThat(body).startsWith("data: " + DELTA);
        Refusals.error(body.substring(body.lastIndexOf("data: ") + 6).strip());
    }

    @Test
    void translationsAreAnswered() {
        HttpResponse<String> response = recording("english").post(SLUICE.client(), "/v1/audio/translations");
        assertThat(Json.parse(response.body()).path("text").asText()).isEqualTo("hello");
        assertThat(UPSTREAM.request("english").path()).isEqualTo("/v1/audio/translations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "--b",
                "--b--",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf",
                "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nx\r\n--b--"
            })
    void abrokenFormIsRefusedUnsent(String body) {
        int before = UPSTREAM.requests().size();
        Refusals.refused(
                SLUICE.client()
                        .post("/v1/audio/transcriptions", body, "Content-Type", "multipart/form-data; boundary=b"),
                400,
                "validation_error");
        assertThat(UPSTREAM.requests()).hasSize(before);
    }

    @Test
    void thousandsOfPartsAreRefusedUnsent() {
        var form = recording("parts");
        for (int i = 0; i < 3000; i++) {
            form.field("x" + i, "y");
        }
        Refusals.refused(transcribe(form), 400, "validation_error");
        assertThat(UPSTREAM.requests("parts")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/audio/transcriptions, application/json",
        "/v1/audio/transcriptions, text/plain",
        "/v1/audio/speech, multipart/form-data; boundary=x",
        "/v1/audio/speech, text/plain"
    })
    void anotherContentTypeIsUnsupported(String path, String type) {
        Refusals.refused(SLUICE.client().post(path, "{}", "Content-Type", type), 415, "invalid_request_error");
    }

    @Test
    void aNameThatIsAPathDoesNoHarm() {
        var form = new TestingForm()
                .field("model", "fake/traversal")
                .file("file", "../../etc/pass wd%22.wav", "audio/wav\r\nX-Evil: 1", new byte[2_000_000]);
        assertThat(transcribe(form).statusCode()).isEqualTo(200);
        assertThat(UPSTREAM.request("traversal").text()).doesNotContain("X-Evil");
    }

    @Test
    void aCallerThatGoesAwayCancelsTheUpstream() {
        UPSTREAM.answer("left", TestingAnswers.silence());
        TestingRequest request;
        try (var socket = TestingSocket.to(SLUICE.url())) {
            socket.post("/v1/audio/speech", "{\"model\":\"fake/left\",\"input\":\"a\"}");
            request = UPSTREAM.awaitRequest("left");
        }
        assertThat(request.closedWithin(java.time.Duration.ofSeconds(2))).isTrue();
    }
}
