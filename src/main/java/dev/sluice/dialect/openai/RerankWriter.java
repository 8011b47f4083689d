package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.JsonText;
import dev.sluice.exchange.RerankReply;
import dev.sluice.exchange.RerankReply.Score;
import dev.sluice.exchange.RerankRequest;
import dev.sluice.exchange.WireJson;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes reranked documents, the answer to a caller and the request to an upstream.
///
/// The answer is the same whoever gave the scores: the best first, `top_n` of them, documents where they were
/// asked
/// for.
public final class RerankWriter {
    private RerankWriter() {}

    /// The body to send to an upstream that speaks the common shape.
    public static byte[] upstreamBody(RerankRequest request, String model, ObjectNode overrides) {
        return JsonRequestWriter.upstreamBody(request.asked(), model, overrides, RerankRequestReader.names());
    }

    /// @param id what the answer is called where the upstream gives it no name
    /// @param model the model that answered
    public static byte[] write(RerankReply reply, RerankRequest request, String id, String model) {
        ArrayNode results = results(best(reply, request.topN()), request);
        if (reply.wire() == null) {
            ObjectNode answer = WireJson.object().put("id", "rerank-" + id).put("model", model);
            answer.set("results", results);
            ObjectNode usage = answer.putObject("usage");
            usage.put("prompt_tokens", reply.usage().input())
                    .put("total_tokens", reply.usage().total());
            return WireJson.bytes(answer);
        }
        Map<String, byte[]> values = new LinkedHashMap<>();
        JsonNode tree = reply.wire().tree();
        if (!tree.has("id")) {
            values.put("id", JsonText.quoted("rerank-" + id));
        }
        if (!tree.has("model")) {
            values.put("model", JsonText.quoted(model));
        }
        values.put("results", WireJson.bytes(results));
        return reply.wire().spliced(values, Set.of("data"));
    }

    private static List<Score> best(RerankReply reply, int most) {
        return reply.scores().stream()
                .sorted(Comparator.comparingDouble(Score::relevance).reversed().thenComparingInt(Score::index))
                .limit(most)
                .toList();
    }

    private static ArrayNode results(List<Score> scores, RerankRequest request) {
        ArrayNode results = WireJson.object().putArray("results");
        for (Score score : scores) {
            ObjectNode result =
                    results.addObject().put("index", score.index()).put("relevance_score", score.relevance());
            if (request.returnDocuments()) {
                JsonNode document = request.documents().get(score.index());
                if (document.isObject()) {
                    result.set("document", document);
                } else {
                    result.putObject("document").put("text", document.textValue());
                }
            }
        }
        return results;
    }
}
