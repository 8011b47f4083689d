package dev.sluice.dialect.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.VectorList;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.util.List;

/// Ollama's `POST /api/embed` (https://docs.ollama.com/api/embed, read 2026-11-21).
public final class Embeddings {
    private Embeddings() {}

    /// @throws RefusedException where the inputs are token ids, which Ollama does not take
    public static byte[] upstreamBody(EmbeddingRequest request, String model) {
        ObjectNode body = WireJson.object().put("model", model);
        ArrayNode input = body.putArray("input");
        request.inputs().forEach(one -> input.add(text(one)));
        request.dimensions().ifPresent(dimensions -> body.put("dimensions", dimensions));
        return WireJson.bytes(body);
    }

    private static String text(EmbeddingRequest.Input input) {
        return switch (input) {
            case EmbeddingRequest.Input.Text text -> text.text();
            case EmbeddingRequest.Input.Tokens tokens ->
                throw new RefusedException(Failure.invalid(
                        "input", "This provider embeds texts only, not token ids.", "unsupported_value"));
        };
    }

    /// @throws RefusedException where the answer is none
    public static EmbeddingReply.Vectors read(byte[] json, String provider, EmbeddingRequest request) {
        try {
            List<JsonNode> values = WireJson.values(json);
            JsonNode answer = values.isEmpty() ? WireJson.object() : values.getFirst();
            return new EmbeddingReply.Vectors(
                    VectorList.of(answer.path("embeddings"), request.inputs().size(), provider),
                    new Usage(answer.path("prompt_eval_count").asLong(), 0, 0, 0));
        } catch (IOException e) {
            throw new RefusedException(
                    new Failure.UpstreamBroken(provider, "The provider '" + provider + "' sent malformed JSON.", false),
                    e);
        }
    }
}
