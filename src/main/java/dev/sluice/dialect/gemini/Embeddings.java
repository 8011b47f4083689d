package dev.sluice.dialect.gemini;

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
import java.util.ArrayList;
import java.util.List;

/// Gemini's `models.batchEmbedContents` (https://ai.google.dev/api/embeddings, read 2026-11-21). It does not tell what
/// it cost.
public final class Embeddings {
    private Embeddings() {}

    /// @param resource the model's name with its folder, for example `models/gemini-embedding-001`
    /// @throws RefusedException where the inputs are token ids, which Gemini does not take
    public static byte[] upstreamBody(EmbeddingRequest request, String resource) {
        ObjectNode body = WireJson.object();
        ArrayNode requests = body.putArray("requests");
        for (EmbeddingRequest.Input input : request.inputs()) {
            ObjectNode one = requests.addObject().put("model", resource);
            one.putObject("content").putArray("parts").addObject().put("text", text(input));
            request.dimensions().ifPresent(dimensions -> one.put("outputDimensionality", dimensions));
        }
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
            List<JsonNode> lists = new ArrayList<>();
            for (JsonNode answer : WireJson.values(json)) {
                answer.path("embeddings").forEach(one -> lists.add(one.path("values")));
            }
            return new EmbeddingReply.Vectors(
                    VectorList.of(lists, request.inputs().size(), provider), Usage.NONE);
        } catch (IOException e) {
            throw new RefusedException(
                    new Failure.UpstreamBroken(provider, "The provider '" + provider + "' sent malformed JSON.", false),
                    e);
        }
    }
}
