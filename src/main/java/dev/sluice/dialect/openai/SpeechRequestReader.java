package dev.sluice.dialect.openai;

import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.number;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.word;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.exchange.JsonRequest;
import dev.sluice.exchange.SpeechRequest;
import java.util.Map;

/// Reads the body of `POST /v1/audio/speech`, and writes it for an upstream.
public final class SpeechRequestReader {
    private static final ObjectShape OWN = object().optional(
                    "model", text(model -> !model.isEmpty(), "must not be empty"))
            .required("input", text(input -> !input.isEmpty(), "must not be empty"))
            .optional("voice", either(text(), object().required("id", text())))
            .optional("instructions", text())
            .optional("response_format", word("mp3", "opus", "aac", "flac", "wav", "pcm"))
            .optional("speed", number(0.25, 4))
            .optional("stream_format", word("audio", "sse"));

    private static final ObjectShape RULES = GatewayFields.SHAPE.including(OWN);

    private SpeechRequestReader() {}

    /// @param body JSON in UTF-8; must not be changed afterwards
    /// @param headers the caller's headers that may travel upstream, names in lower case
    /// @throws dev.sluice.exchange.RefusedException where the body breaks a rule
    public static SpeechRequest read(byte[] body, Map<String, String> headers) {
        JsonRequest asked = JsonRequestReader.read(body, headers, RULES);
        ObjectNode tree = asked.document().tree();
        JsonNode voice = tree.path("voice").isObject() ? tree.path("voice").path("id") : tree.path("voice");
        return new SpeechRequest(
                asked,
                tree.path("input").textValue(),
                voice.textValue(),
                tree.path("instructions").textValue(),
                tree.path("response_format").asText("mp3").replace("null", "mp3"),
                tree.path("speed").asDouble(1),
                tree.path("stream_format").asText("").equals("sse"));
    }

    /// The body to send to an upstream that speaks OpenAI's dialect.
    public static byte[] upstreamBody(SpeechRequest request, String model, ObjectNode overrides) {
        return JsonRequestWriter.upstreamBody(request.asked(), model, overrides, OWN.names());
    }
}
