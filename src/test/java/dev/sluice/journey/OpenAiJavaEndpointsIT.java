package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.errors.NotFoundException;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEndpoints;
import dev.sluice.testing.TestingUpstream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// OpenAI's own Java client at the endpoints beside chats and responses, and its structured answers.
final class OpenAiJavaEndpointsIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    private static final OpenAIClient CLIENT = OpenAIOkHttpClient.builder()
            .baseUrl(SLUICE.url() + "/v1")
            .apiKey("any")
            .maxRetries(0)
            .timeout(Duration.ofSeconds(15))
            .build();

    /// What an answer is to look like: the client makes the schema of it.
    public static final class Form {
        public int a;
    }

    @BeforeAll
    static void script() {
        String image = "{\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]}";
        UPSTREAM.endpoint("/images/generations", TestingAnswers.json(image));
        UPSTREAM.endpoint("/images/edits", TestingAnswers.json(image));
        UPSTREAM.endpoint("/audio/speech", TestingAnswers.body(200, "audio/mpeg", "ID3 sound"));
        UPSTREAM.endpoint("/audio/transcriptions", TestingAnswers.json("{\"text\":\"hello\"}"));
        UPSTREAM.endpoint("/moderations", TestingEndpoints.moderations());
        UPSTREAM.answer("form", TestingAnswers.reply("{\"a\":7}"));
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static MultipartField<InputStream> part(String name, String type, String content) {
        return MultipartField.<InputStream>builder()
                .value(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
                .filename(name)
                .contentType(type)
                .build();
    }

    private static FileObject file(String name, String content, FilePurpose purpose) {
        return CLIENT.files()
                .create(FileCreateParams.builder()
                        .file(part(name, "application/octet-stream", content))
                        .purpose(purpose)
                        .build());
    }

    @Test
    void anAnswerIsAnObject() {
        var chat = ChatCompletionCreateParams.builder()
                .model("fake/form")
                .addUserMessage("hello")
                .responseFormat(Form.class)
                .build();
        Form form = CLIENT.chat()
                .completions()
                .create(chat)
                .choices()
                .getFirst()
                .message()
                .content()
                .orElseThrow();
        assertThat(form.a).isEqualTo(7);
        assertThat(UPSTREAM.requests("form").getFirst().text()).contains("json_schema");
    }

    @Test
    void aResponseIsAnObject() {
        var ask = ResponseCreateParams.builder()
                .model("fake/form")
                .input("hello")
                .text(Form.class)
                .build();
        Form form = CLIENT.responses().create(ask).output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .findFirst()
                .orElseThrow();
        assertThat(form.a).isEqualTo(7);
    }

    @Test
    void completes() {
        var ask = CompletionCreateParams.builder()
                .model("fake/plain")
                .prompt("once")
                .echo(true)
                .build();
        assertThat(CLIENT.completions().create(ask).choices().getFirst().text()).isEqualTo("onceYou said: once");
        try (var stream = CLIENT.completions().createStreaming(ask)) {
            assertThat(stream.stream()
                            .flatMap(piece -> piece.choices().stream())
                            .map(choice -> choice.text())
                            .reduce("", String::concat))
                    .isEqualTo("onceYou said: once");
        }
    }

    @Test
    void drawsAndChangesImages() {
        ImagesResponse drawn = CLIENT.images()
                .generate(ImageGenerateParams.builder()
                        .model("fake/painter")
                        .prompt("a cat")
                        .build());
        assertThat(drawn.data().orElseThrow().getFirst().b64Json()).contains("iVBORw0KGgo=");
        ImagesResponse changed = CLIENT.images()
                .edit(ImageEditParams.builder()
                        .model("fake/painter")
                        .prompt("a hat")
                        .image(MultipartField.<ImageEditParams.Image>builder()
                                .value(ImageEditParams.Image.ofInputStream(new ByteArrayInputStream(
                                        "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1))))
                                .filename("cat.png")
                                .contentType("image/png")
                                .build())
                        .build());
        assertThat(changed.data().orElseThrow()).hasSize(1);
    }

    @Test
    void speaksAndListens() throws IOException {
        try (var sound = CLIENT.audio()
                .speech()
                .create(SpeechCreateParams.builder()
                        .model("fake/voice")
                        .voice("alloy")
                        .input("hello")
                        .build())) {
            assertThat(new String(sound.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("ID3 sound");
        }
        var heard = CLIENT.audio()
                .transcriptions()
                .create(TranscriptionCreateParams.builder()
                        .model("fake/ears")
                        .file(part("a.wav", "audio/wav", "RIFF"))
                        .build());
        assertThat(heard.asTranscription().text()).isEqualTo("hello");
    }

    @Test
    void moderates() {
        var verdicts = CLIENT.moderations()
                .create(ModerationCreateParams.builder()
                        .model("fake/judge")
                        .input("I kill time")
                        .build());
        assertThat(verdicts.results().getFirst().flagged()).isTrue();
        assertThat(verdicts.validate().isValid()).isTrue();
    }

    @Test
    void keepsFiles() throws IOException {
        FileObject kept = file("a.txt", "a line", FilePurpose.USER_DATA);
        assertThat(CLIENT.files().retrieve(kept.id()).filename()).isEqualTo("a.txt");
        try (var content = CLIENT.files().content(kept.id())) {
            assertThat(new String(content.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("a line");
        }
        assertThat(CLIENT.files().list().autoPager().stream().map(FileObject::id))
                .contains(kept.id());
        assertThat(CLIENT.files().delete(kept.id()).deleted()).isTrue();
        assertThatThrownBy(() -> CLIENT.files().retrieve(kept.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void worksOffBatches() throws IOException {
        String line = Json.write(Map.of(
                "custom_id",
                "one",
                "method",
                "POST",
                "url",
                "/v1/chat/completions",
                "body",
                Json.parse(Json.chat("fake/batched", false))));
        Batch begun = CLIENT.batches()
                .create(BatchCreateParams.builder()
                        .inputFileId(file("in.jsonl", line, FilePurpose.BATCH).id())
                        .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                        .completionWindow(BatchCreateParams.CompletionWindow._24H)
                        .build());
        assertThat(Eventually.holds(
                        Duration.ofSeconds(20),
                        () -> CLIENT.batches().retrieve(begun.id()).status().equals(Batch.Status.COMPLETED)))
                .isTrue();
        String output = CLIENT.batches().retrieve(begun.id()).outputFileId().orElseThrow();
        try (var content = CLIENT.files().content(output)) {
            assertThat(new String(content.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("You said: hello", "\"one\"");
        }
        assertThat(CLIENT.batches().list().autoPager().stream().map(Batch::id)).contains(begun.id());
    }
}
