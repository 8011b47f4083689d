package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.RerankReply;
import dev.sluice.exchange.RerankReply.Score;
import dev.sluice.exchange.RerankRequest;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Reads an upstream's answer to a rerank request.
///
/// The shapes: `results` with `relevance_score` (Cohere https://docs.cohere.com/reference/rerank, Jina
/// https://jina.ai/reranker, vLLM), `data` (Voyage), a bare list with `score` (text-embeddings-inference); read
/// 2026-11-21.
public final class RerankReader {
    private RerankReader() {}

    /// @throws RefusedException where the answer is none, or reports an error
    public static RerankReply read(byte[] json, String provider, RerankRequest request) {
        try {
            JsonNode tree = WireJson.tree(json);
            JsonNode rows = tree.isArray() ? tree : tree.path(tree.path("data").isArray() ? "data" : "results");
            if (!rows.isArray() || rows.isEmpty()) {
                JsonAnswers.refuseError(provider, json, tree.isArray() ? tree.path(0) : tree, "results");
                throw WireJson.broken(provider, "sent no scores");
            }
            List<Score> scores = scores(rows, request.documents().size());
            if (scores.isEmpty()) {
                throw WireJson.broken(provider, "sent scores that cannot be read");
            }
            return new RerankReply(
                    scores,
                    JsonAnswers.allInput(JsonAnswers.usage(tree)),
                    tree.isObject() ? Document.parse(json) : null);
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    /// Empty where a score is no number, or an index is wrong or told twice.
    private static List<Score> scores(JsonNode rows, int documents) {
        var seen = new BitSet();
        List<Score> scores = new ArrayList<>(rows.size());
        for (JsonNode row : rows) {
            JsonNode score = row.path(row.has("relevance_score") ? "relevance_score" : "score");
            int index = row.path("index").asInt(-1);
            if (!score.isNumber()
                    || !Double.isFinite(score.doubleValue())
                    || index < 0
                    || index >= documents
                    || seen.get(index)) {
                return List.of();
            }
            seen.set(index);
            scores.add(new Score(index, score.doubleValue()));
        }
        return scores;
    }
}
