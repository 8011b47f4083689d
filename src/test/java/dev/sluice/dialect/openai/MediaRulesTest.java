package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.ImageRequest.Form;
import dev.sluice.exchange.ImageRequest.Task;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.SpeechRequest;
import dev.sluice.exchange.TranscriptionRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What may be asked of images and sound, and what may not.
class MediaRulesTest {
    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String refused(ThrowingCallable reading) {
        Failure failure = catchThrowableOfType(RefusedException.class, reading).failure();
        return String.valueOf(((Failure.Invalid) failure).param());
    }

    @Test
    void speechIsRead() {
        SpeechRequest plain = SpeechRequestReader.read(bytes("{\"input\":\"hi\"}"), Map.of());
        assertThat(plain.format()).isEqualTo("mp3");
        assertThat(plain.voice()).isNull();
        assertThat(plain.speed()).isEqualTo(1);
        SpeechRequest full = SpeechRequestReader.read(
                bytes(
                        "{\"input\":\"hi\",\"voice\":{\"id\":\"v1\"},\"response_format\":\"wav\",\"speed\":2,\"stream_format\":\"sse\"}"),
                Map.of());
        assertThat(full.voice()).isEqualTo("v1");
        assertThat(full.events()).isTrue();
        assertThat(full.format()).isEqualTo("wav");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                           | input",
                "{\"input\":\"\"}                             | input",
                "{\"input\":7}                                | input",
                "{\"input\":\"a\",\"voice\":7}                  | voice",
                "{\"input\":\"a\",\"voice\":{}}                 | voice.id",
                "{\"input\":\"a\",\"response_format\":\"ogg\"}  | response_format",
                "{\"input\":\"a\",\"response_format\":null,\"speed\":0.2} | speed",
                "{\"input\":\"a\",\"speed\":4.1}                | speed",
                "{\"input\":\"a\",\"speed\":\"1\"}              | speed",
                "{\"input\":\"a\",\"stream_format\":\"ndjson\"} | stream_format",
                "{\"input\":\"a\",\"instructions\":7}           | instructions",
                "{\"input\":\"a\",\"model\":\"\"}               | model"
            })
    void wrongSpeechIsNamed(String json, String param) {
        assertThat(refused(() -> SpeechRequestReader.read(bytes(json), Map.of())))
                .isEqualTo(param);
    }

    @Test
    void recordingsAreRead() {
        TranscriptionRequest plain = TranscriptionRequestReader.read(TestingForms.of("file@x"), false);
        assertThat(plain.format()).isEqualTo("json");
        assertThat(plain.stream()).isFalse();
        TranscriptionRequest full = TranscriptionRequestReader.read(
                TestingForms.of(
                        "file@x",
                        "response_format=diarized_json",
                        "stream=true",
                        "temperature=0.5",
                        "prompt=",
                        "x=y",
                        "timestamp_granularities[]=word",
                        "timestamp_granularities[]=segment"),
                false);
        assertThat(full.format()).isEqualTo("diarized_json");
        assertThat(full.stream()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model=m                                    | file",
                "file=x                                     | file",
                "file@                                      | file",
                "file@x;file@y                              | file",
                "file@x;response_format=xml                 | response_format",
                "file@x;response_format=json;response_format=text | response_format",
                "file@x;temperature=hot                     | temperature",
                "file@x;temperature=2.1                     | temperature",
                "file@x;temperature=1e999                   | temperature",
                "file@x;stream=yes                          | stream",
                "file@x;model=                              | model",
                "file@x;api_key=sk                          | api_key",
                "file@x;timestamp_granularities[]=letter    | timestamp_granularities"
            })
    void wrongRecordingsAreNamed(String parts, String param) {
        assertThat(refused(() -> TranscriptionRequestReader.read(TestingForms.of(parts.split(";")), false)))
                .isEqualTo(param);
    }

    @Test
    void aTranslationKnowsFewerFormats() {
        var form = TestingForms.of("file@x", "response_format=diarized_json");
        assertThat(refused(() -> TranscriptionRequestReader.read(form, true))).isEqualTo("response_format");
    }

    @Test
    void imagesAreRead() {
        ImageRequest request = ImageRequestReader.read(
                Task.GENERATION,
                bytes(
                        "{\"prompt\":\"cat\",\"n\":2,\"size\":\"1024x1024\",\"response_format\":\"b64_json\",\"style\":\"odd\"}"),
                Map.of());
        assertThat(request.count()).isEqualTo(2);
        assertThat(request.form()).isEqualTo(Form.BASE64);
        assertThat(request.size()).isEqualTo("1024x1024");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                               | prompt",
                "{\"prompt\":\" \"}                               | prompt",
                "{\"prompt\":7}                                   | prompt",
                "{\"prompt\":\"a\",\"n\":0}                       | n",
                "{\"prompt\":\"a\",\"n\":11}                      | n",
                "{\"prompt\":\"a\",\"n\":\"2\"}                   | n",
                "{\"prompt\":\"a\",\"size\":\"big\"}              | size",
                "{\"prompt\":\"a\",\"size\":\"1x1\"}              | size",
                "{\"prompt\":\"a\",\"size\":\"10240x1024\"}       | size",
                "{\"prompt\":\"a\",\"size\":1024}                 | size",
                "{\"prompt\":\"a\",\"response_format\":\"png\"}   | response_format",
                "{\"prompt\":\"a\",\"output_format\":\"svg\"}     | output_format",
                "{\"prompt\":\"a\",\"output_compression\":101}    | output_compression",
                "{\"prompt\":\"a\",\"stream\":\"yes\"}            | stream",
                "{\"prompt\":\"a\",\"partial_images\":4}          | partial_images",
                "{\"prompt\":\"a\",\"quality\":7}                 | quality"
            })
    void wrongImagesAreNamed(String json, String param) {
        assertThat(refused(() -> ImageRequestReader.read(Task.GENERATION, bytes(json), Map.of())))
                .isEqualTo(param);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EDIT      | prompt=a                          | image",
                "EDIT      | image@x                           | prompt",
                "EDIT      | image@x;prompt=                   | prompt",
                "EDIT      | image=x;prompt=a                  | image",
                "EDIT      | image@;prompt=a                   | image",
                "EDIT      | image@x;mask=y;prompt=a           | mask",
                "EDIT      | image@x;mask@y;mask@z;prompt=a    | mask",
                "EDIT      | image@x;prompt=a;n=0              | n",
                "EDIT      | image@x;prompt=a;n=two            | n",
                "EDIT      | image@x;prompt=a;size=1x          | size",
                "EDIT      | image@x;prompt=a;stream=1         | stream",
                "VARIATION | n=1                               | image",
                "VARIATION | image@x;image@y                   | image",
                "VARIATION | image@x;response_format=x         | response_format"
            })
    void wrongFormsAreNamed(Task task, String parts, String param) {
        assertThat(refused(() -> ImageRequestReader.read(task, TestingForms.of(parts.split(";")))))
                .isEqualTo(param);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"prompt\":\"a\"}                                                             | images",
                "{\"prompt\":\"a\",\"images\":[]}                                               | images",
                "{\"prompt\":\"a\",\"images\":[\"x\"]}                                          | images[0]",
                "{\"prompt\":\"a\",\"images\":[{}]}                                             | images[0]",
                "{\"prompt\":\"a\",\"images\":[{\"image_url\":\"file:///etc/passwd\"}]}         | images[0].image_url",
                "{\"prompt\":\"a\",\"images\":[{\"image_url\":\"http://x/y\",\"file_id\":\"f\"}]} | images[0]",
                "{\"prompt\":\"a\",\"images\":[{\"file_id\":\"f\"}],\"mask\":{}}                | mask"
            })
    void wrongEditsInJsonAreNamed(String json, String param) {
        assertThat(refused(() -> ImageRequestReader.read(Task.EDIT, bytes(json), Map.of())))
                .isEqualTo(param);
    }

    @Test
    void aModelThatKnowsNoFormIsNotToldOne() {
        ImageRequest request = ImageRequestReader.read(
                Task.GENERATION, bytes("{\"prompt\":\"a\",\"response_format\":\"url\",\"proxy\":\"\"}"), Map.of());
        var json = (dev.sluice.exchange.JsonRequest) request.asked();
        var none = JsonNodeFactory.instance.objectNode();
        assertThat(ImageRequestReader.upstreamBody(request, json, "gpt-image-1", none))
                .isEqualTo(bytes("{\"prompt\":\"a\",\"model\":\"gpt-image-1\"}"));
        assertThat(ImageRequestReader.upstreamBody(request, json, "dall-e-3", none))
                .isEqualTo(bytes("{\"prompt\":\"a\",\"response_format\":\"url\",\"model\":\"dall-e-3\"}"));
    }
}
