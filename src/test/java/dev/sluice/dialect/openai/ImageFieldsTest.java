package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.ImageRequest.Task;
import dev.sluice.exchange.JsonRequest;
import dev.sluice.exchange.RefusedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Other gateways' words for images, in OpenAI's.
class ImageFieldsTest {
    private static ImageRequest read(String members) {
        return ImageRequestReader.read(
                Task.GENERATION, ("{\"prompt\":\"cat\"" + members + "}").getBytes(UTF_8), Map.of());
    }

    private static String sent(String members, String model, ObjectNode overrides) {
        ImageRequest request = read(members);
        return new String(
                ImageRequestReader.upstreamBody(request, (JsonRequest) request.asked(), model, overrides), UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"width\":1536,\"height\":1024                     | 1536x1024",
                ",\"size\":\"auto\",\"width\":1536,\"height\":1024   | auto",
                ",\"resolution\":\"640x480\"                         | 640x480",
                ",\"resolution\":\"720p\"                            |",
                ",\"width\":512                                      |",
                ",\"aspect_ratio\":\"16:9\"                          |"
            })
    void sidesAndResolutionsAreASize(String members, String size) {
        assertThat(read(members).size()).isEqualTo(size);
    }

    @Test
    void openAisOwnModelsAreToldOpenAisWordsAlone() {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        assertThat(sent(",\"width\":1536,\"height\":1024,\"image_format\":\"jpg\",\"seed\":1", "gpt-image-1", none))
                .isEqualTo("{\"prompt\":\"cat\",\"seed\":1,\"size\":\"1536x1024\",\"output_format\":\"jpeg\","
                        + "\"model\":\"gpt-image-1\"}");
        assertThat(sent(",\"width\":1024,\"height\":1024,\"image_format\":\"png\"", "openai/dall-e-3", none))
                .isEqualTo("{\"prompt\":\"cat\",\"image_format\":\"png\",\"size\":\"1024x1024\","
                        + "\"model\":\"openai/dall-e-3\"}");
    }

    @Test
    void otherServersAreToldBoth() {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        assertThat(sent(",\"width\":640,\"height\":480,\"image_format\":\"png\"", "flux", none))
                .isEqualTo("{\"prompt\":\"cat\",\"width\":640,\"height\":480,\"image_format\":\"png\","
                        + "\"size\":\"640x480\",\"output_format\":\"png\",\"model\":\"flux\"}");
    }

    @Test
    void theCallersOwnWordAndTheOperatorsWin() {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        assertThat(sent(",\"size\":\"1024x1024\",\"width\":64,\"height\":64,\"output_format\":\"webp\"", "flux", none))
                .contains("\"size\":\"1024x1024\"", "\"output_format\":\"webp\"")
                .doesNotContain("64x64");
        ObjectNode overrides = JsonNodeFactory.instance.objectNode().put("size", "512x512");
        assertThat(sent(",\"width\":640,\"height\":480", "flux", overrides)).contains("\"size\":\"512x512\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"width\":0                    | width",
                ",\"height\":\"tall\"            | height",
                ",\"num_inference_steps\":0      | num_inference_steps",
                ",\"guidance_scale\":\"x\"       | guidance_scale",
                ",\"image_format\":\"bmp\"       | image_format",
                ",\"aspect_ratio\":1             | aspect_ratio",
                ",\"timeout\":-1                 | timeout",
                ",\"download_media\":\"yes\"     | download_media"
            })
    void whatMeansNothingIsRefused(String members, String param) {
        Failure failure = catchThrowableOfType(RefusedException.class, () -> read(members))
                .failure();
        assertThat(((Failure.Invalid) failure).param()).isEqualTo(param);
    }

    @Test
    void copiesAreWantedWhereBytesAreNot() {
        assertThat(read(",\"download_media\":true").copied()).isTrue();
        assertThat(read(",\"download_media\":true,\"response_format\":\"url\"").copied())
                .isTrue();
        assertThat(read(",\"download_media\":true,\"response_format\":\"b64_json\"")
                        .copied())
                .isFalse();
        assertThat(read(",\"download_media\":false").copied()).isFalse();
        assertThat(read("").copied()).isFalse();
    }
}
