package dev.sluice.testing;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A server of the API of AUTOMATIC1111's web UI: paints pictures whose bytes say with which checkpoint and prompt.
public final class TestingSdWebui {
    private TestingSdWebui() {}

    /// Has an upstream speak it.
    public static void speakAt(TestingUpstream upstream, String inUse, String... checkpoints) {
        upstream.answerAt("/sdapi/v1/sd-models", models(checkpoints));
        upstream.answerAt(
                "/sdapi/v1/options",
                TestingAnswers.json(Json.write(Map.of("sd_model_checkpoint", inUse + ".safetensors [31e35c80fc]"))));
        upstream.answerAt("/sdapi/v1/txt2img", pictures());
        upstream.answerAt("/sdapi/v1/img2img", pictures());
    }

    private static TestingAnswer models(String... checkpoints) {
        return TestingAnswers.json(Json.write(List.of(checkpoints).stream()
                .map(name -> Map.of("title", name + ".safetensors [31e35c80fc]", "model_name", name))
                .toList()));
    }

    private static TestingAnswer pictures() {
        return exchange -> {
            var asked = exchange.request().json();
            int count = asked.path("batch_size").asInt(1) * asked.path("n_iter").asInt(1);
            String checkpoint =
                    asked.at("/override_settings/sd_model_checkpoint").asText();
            List<String> images = IntStream.range(0, count)
                    .mapToObj(at -> Base64.getEncoder()
                            .encodeToString(
                                    png(checkpoint + ":" + asked.path("prompt").asText() + ":" + at)))
                    .toList();
            TestingAnswers.json(Json.write(Map.of("images", images, "parameters", Map.of(), "info", "{}")))
                    .answer(exchange);
        };
    }

    /// Bytes that begin as a PNG file does.
    private static byte[] png(String words) {
        byte[] text = words.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] file = java.util.Arrays.copyOf(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 8 + text.length);
        System.arraycopy(text, 0, file, 8, text.length);
        return file;
    }

    /// What a picture says.
    public static String words(String base64) {
        byte[] file = Base64.getDecoder().decode(base64);
        return new String(file, 8, file.length - 8, java.nio.charset.StandardCharsets.UTF_8);
    }
}
