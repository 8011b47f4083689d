package dev.sluice.provider.gemini;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.openai.ImageRequestReader;
import dev.sluice.dialect.openai.SpeechRequestReader;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.ImageRequest.Task;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.SpeechReply;
import dev.sluice.exchange.TranscriptionReply;
import dev.sluice.exchange.TranscriptionRequest;
import dev.sluice.exchange.Upload;
import dev.sluice.provider.TestingAccount;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingGemini;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Images, speech and transcriptions of Google's models.
final class GeminiMediaTest {
    private static final String PICTURE = """
            {"candidates":[{"content":{"parts":[{"text":"Here:"},{"inlineData":{"mimeType":"image/png","data":"aGk="}}]},
            "finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":1290}}""";

    private final TestingAccount account = new TestingAccount(new TestingGemini(), GeminiKind::new);
    private final GeminiProvider provider = (GeminiProvider) account.provider();

    @AfterEach
    void closeAll() {
        account.close();
    }

    private void answers(String method, String json) {
        account.upstream().endpoint(":" + method, TestingAnswers.json(json));
    }

    private JsonNode sent() {
        return account.upstream().requests().getLast().json();
    }

    private ImageReply.Images images(String model, String members) {
        String body = "{\"prompt\":\"a cat\"" + members + "}";
        ImageRequest request = ImageRequestReader.read(Task.GENERATION, body.getBytes(UTF_8), Map.of());
        return (ImageReply.Images) provider.image(request, model, account.attempt());
    }

    private static Failure.Invalid refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable asking) {
        return (Failure.Invalid)
                catchThrowableOfType(RefusedException.class, asking).failure();
    }

    @Test
    void aRatioAndAResolutionAreTold() {
        answers("predict", "{\"predictions\":[{\"bytesBase64Encoded\":\"aGk=\"}]}");
        images("imagen-4.0-generate-001", ",\"aspect_ratio\":\"16:9\",\"resolution\":\"2K\"");
        assertThat(sent().path("parameters").toString())
                .isEqualTo("{\"sampleCount\":1,\"aspectRatio\":\"16:9\",\"sampleImageSize\":\"2K\"}");
        answers("generateContent", PICTURE);
        images("gemini-3-pro-image", ",\"aspect_ratio\":\"21:9\",\"resolution\":\"4K\"");
        assertThat(sent().at("/generationConfig/imageConfig").toString())
                .isEqualTo("{\"aspectRatio\":\"21:9\",\"imageSize\":\"4K\"}");
        images("gemini-3-pro-image", ",\"width\":768,\"height\":1024,\"aspect_ratio\":\"1:1\"");
        assertThat(sent().at("/generationConfig/imageConfig/aspectRatio").asText())
                .isEqualTo("3:4");
    }

    @Test
    void imagenPredicts() {
        answers("predict", """
                {"predictions":[{"mimeType":"image/png","bytesBase64Encoded":"aGk="},
                {"mimeType":"image/png","bytesBase64Encoded":"aG8="}]}""");
        ImageReply.Images made = images("imagen-4.0-generate-001", ",\"n\":2,\"size\":\"1792x1024\"");
        assertThat(made.images()).extracting(ImageReply.Image::base64).containsExactly("aGk=", "aG8=");
        assertThat(account.upstream().requests().getLast().path())
                .isEqualTo("/v1beta/models/imagen-4.0-generate-001:predict");
        assertThat(sent().toString())
                .isEqualTo("{\"instances\":[{\"prompt\":\"a cat\"}],"
                        + "\"parameters\":{\"sampleCount\":2,\"aspectRatio\":\"16:9\"}}");
    }

    @Test
    void whatImagenFiltersIsTheCallersRefusal() {
        answers("predict", "{}");
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> images("imagen-4.0-generate-001", ""));
        assertThat(((Failure.RefusedByUpstream) refused.failure()).code()).isEqualTo("moderation_blocked");
    }

    @Test
    void geminisOwnModelsAreAskedOncePerImage() {
        answers("generateContent", PICTURE);
        ImageReply.Images made = images("gemini-2.5-flash-image", ",\"n\":2,\"size\":\"1024x1536\"");
        assertThat(made.images()).extracting(ImageReply.Image::base64).containsExactly("aGk=", "aGk=");
        assertThat(made.usage().output()).isEqualTo(2580);
        assertThat(sent().at("/generationConfig/imageConfig/aspectRatio").asText())
                .isEqualTo("2:3");
        assertThat(sent().at("/generationConfig/responseModalities").toString()).isEqualTo("[\"TEXT\",\"IMAGE\"]");
    }

    @Test
    void anEditShowsItsImages() {
        answers("generateContent", PICTURE);
        var form = new FormRequest(
                List.of(new FormRequest.Field("prompt", "a hat")),
                List.of(upload("image", "a.bin", "\u0089PNG\r\n\u001a\n")),
                null,
                List.of(),
                Map.of());
        provider.image(ImageRequestReader.read(Task.EDIT, form), "gemini-2.5-flash-image", account.attempt());
        assertThat(sent().at("/contents/0/parts/1/inlineData/mimeType").asText())
                .isEqualTo("image/png");
        assertThat(refusal(() -> provider.image(
                                ImageRequestReader.read(Task.EDIT, form), "imagen-4.0", account.attempt()))
                        .param())
                .isEqualTo("model");
    }

    @ParameterizedTest
    @CsvSource({"gemini-2.5-flash-image, ',\"stream\":true', stream", "imagen-4, ',\"n\":5', n"})
    void whatTheseModelsCannotIsRefusedBeforeAnythingIsSent(String model, String members, String param) {
        assertThat(refusal(() -> images(model, members)).param()).isEqualTo(param);
        assertThat(account.upstream().requests()).isEmpty();
    }

    @Test
    void anAnswerWithoutAnImageIsToldApartFromARefusal() {
        answers("generateContent", "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"no\"}]}}]}");
        assertThat(catchThrowableOfType(RefusedException.class, () -> images("gemini-2.5-flash-image", ""))
                        .failure())
                .isInstanceOf(Failure.UpstreamBroken.class);
        answers("generateContent", "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}");
        assertThat(catchThrowableOfType(RefusedException.class, () -> images("gemini-2.5-flash-image", ""))
                        .failure())
                .isInstanceOf(Failure.RefusedByUpstream.class);
    }

    private SpeechReply.Sound speech(String members) {
        String body = "{\"input\":\"hello\"" + members + "}";
        return (SpeechReply.Sound) provider.speak(
                SpeechRequestReader.read(body.getBytes(UTF_8), Map.of()), "gemini-2.5-flash-tts", account.attempt());
    }

    private static byte[] bytes(SpeechReply.Sound sound) {
        byte[] buffer = new byte[1000];
        int read = sound.bytes().read(buffer);
        return java.util.Arrays.copyOf(buffer, read);
    }

    @Test
    void samplesBecomeWave() {
        String data = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3, 4});
        answers(
                "generateContent",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":"
                        + "\"audio/L16;codec=pcm;rate=16000\",\"data\":\"" + data + "\"}}]}}]}");
        SpeechReply.Sound wave = speech(",\"voice\":\"alloy\",\"instructions\":\"Say cheerfully\"");
        assertThat(wave.bytes().contentType()).isEqualTo("audio/wav");
        byte[] bytes = bytes(wave);
        assertThat(bytes).hasSize(48).startsWith("RIFF".getBytes(ISO_8859_1)).endsWith(1, 2, 3, 4);
        assertThat(bytes[24] & 0xff | (bytes[25] & 0xff) << 8).isEqualTo(16_000);
        assertThat(sent().at("/contents/0/parts/0/text").asText()).isEqualTo("Say cheerfully:\nhello");
        assertThat(sent().at("/generationConfig/speechConfig/voiceConfig/prebuiltVoiceConfig/voiceName")
                        .asText())
                .isEqualTo("Kore");
        assertThat(bytes(speech(",\"response_format\":\"pcm\""))).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @CsvSource({
        "',\"response_format\":\"mp3\"', response_format",
        "',\"speed\":2', speed",
        "',\"stream_format\":\"sse\"', stream_format"
    })
    void otherSpeechIsRefusedBeforeAnythingIsSent(String members, String param) {
        assertThat(refusal(() -> speech(members)).param()).isEqualTo(param);
        assertThat(account.upstream().requests()).isEmpty();
    }

    private static Upload upload(String name, String file, String content) {
        byte[] bytes = content.getBytes(ISO_8859_1);
        return new Upload(name, file, null, new Upload.Content() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        });
    }

    private TranscriptionReply written(String format, boolean translate) {
        var form = new FormRequest(
                List.of(new FormRequest.Field("language", "de"), new FormRequest.Field("temperature", "0.2")),
                List.of(upload("file", "talk.MP3", "ID3")),
                null,
                List.of(),
                Map.of());
        var request = new TranscriptionRequest(form, form.files().getFirst(), translate, format, false);
        return provider.transcribe(request, "gemini-2.5-flash", account.attempt());
    }

    @Test
    void aRecordingIsWrittenDown() {
        answers("generateContent", """
                {"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"Guten Tag\\n"}]}}],
                "usageMetadata":{"promptTokenCount":30,"candidatesTokenCount":2}}""");
        var words = (TranscriptionReply.Words) written("json", false);
        assertThat(words.text()).isEqualTo("Guten Tag");
        assertThat(words.usage().input()).isEqualTo(30);
        assertThat(sent().at("/contents/0/parts/0/text").asText()).contains("'de'");
        assertThat(sent().at("/contents/0/parts/1/inlineData/mimeType").asText())
                .isEqualTo("audio/mp3");
        assertThat(sent().at("/generationConfig/temperature").asText()).isEqualTo("0.2");
        written("text", true);
        assertThat(sent().at("/contents/0/parts/0/text").asText()).contains("English");
    }

    @Test
    void timesCannotBeTold() {
        assertThat(refusal(() -> written("srt", false)).param()).isEqualTo("response_format");
        assertThat(account.upstream().requests()).isEmpty();
    }
}
