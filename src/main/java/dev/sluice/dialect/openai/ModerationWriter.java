package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ModerationReply;
import dev.sluice.exchange.ModerationReply.Verdict;
import dev.sluice.exchange.ModerationRequest;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/// Writes moderations, the answer to a caller and the request to an upstream, and reads the upstream's answer.
public final class ModerationWriter {
    /// OpenAI's categories; an answer tells of all of them.
    public static final List<String> CATEGORIES = List.of(
            "harassment",
            "harassment/threatening",
            "hate",
            "hate/threatening",
            "illicit",
            "illicit/violent",
            "self-harm",
            "self-harm/intent",
            "self-harm/instructions",
            "sexual",
            "sexual/minors",
            "violence",
            "violence/graphic");

    private ModerationWriter() {}

    /// The body to send to an upstream that speaks OpenAI's dialect.
    public static byte[] upstreamBody(ModerationRequest request, String model, ObjectNode overrides) {
        return JsonRequestWriter.upstreamBody(request.asked(), model, overrides, ModerationRequestReader.names());
    }

    /// Reads an upstream's answer.
    ///
    /// @throws dev.sluice.exchange.RefusedException where it is none, or reports an error
    public static ModerationReply.Wire read(byte[] json, String provider, ModerationRequest request) {
        try {
            JsonNode tree = WireJson.object(json);
            JsonAnswers.refuseError(provider, json, tree, "results");
            for (JsonNode result : tree.path("results")) {
                if (!result.isObject()) {
                    throw WireJson.broken(provider, "sent a result that is not an object");
                }
            }
            int results = tree.path("results").size();
            if (results != request.items().size()) {
                throw WireJson.broken(
                        provider,
                        "sent " + results + " results for " + request.items().size() + " inputs");
            }
            return new ModerationReply.Wire(json, JsonAnswers.allInput(JsonAnswers.usage(tree)));
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    /// @param id what the answer is called
    /// @param model the model that answered
    public static byte[] write(ModerationReply reply, String id, String model) {
        return switch (reply) {
            case ModerationReply.Wire wire -> completed(wire.json(), id, model);
            case ModerationReply.Verdicts verdicts -> written(verdicts, id, model);
        };
    }

    /// The upstream's own bytes, unless they lack what OpenAI's answers always have.
    private static byte[] completed(byte[] json, String id, String model) {
        try {
            ObjectNode answer = WireJson.object(json);
            JsonNode told = answer.deepCopy();
            answer.put("id", answer.path("id").asText("modr-" + id));
            answer.put("model", answer.path("model").asText(model));
            for (JsonNode result : answer.path("results")) {
                complete((ObjectNode) result);
            }
            return answer.equals(told) ? json : WireJson.bytes(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void complete(ObjectNode result) {
        result.put("flagged", result.path("flagged").asBoolean());
        ObjectNode categories = member(result, "categories");
        ObjectNode scores = member(result, "category_scores");
        ObjectNode types = member(result, "category_applied_input_types");
        for (String category : CATEGORIES) {
            if (!categories.has(category)) {
                categories.put(category, false);
            }
            if (!scores.has(category)) {
                scores.put(category, 0.0);
            }
            if (!types.has(category)) {
                types.putArray(category);
            }
        }
    }

    private static ObjectNode member(ObjectNode result, String name) {
        return result.get(name) instanceof ObjectNode known ? known : result.putObject(name);
    }

    private static byte[] written(ModerationReply.Verdicts reply, String id, String model) {
        ObjectNode answer = WireJson.object().put("id", "modr-" + id).put("model", model);
        var results = answer.putArray("results");
        for (Verdict verdict : reply.verdicts()) {
            ObjectNode result =
                    results.addObject().put("flagged", !verdict.flagged().isEmpty());
            ObjectNode categories = result.putObject("categories");
            ObjectNode scores = result.putObject("category_scores");
            ObjectNode types = result.putObject("category_applied_input_types");
            Stream.concat(
                            CATEGORIES.stream(),
                            verdict.scores().keySet().stream().sorted())
                    .distinct()
                    .forEach(category -> {
                        categories.put(category, verdict.flagged().contains(category));
                        scores.put(category, verdict.scores().getOrDefault(category, 0.0));
                        types.putArray(category).add("text");
                    });
        }
        return WireJson.bytes(answer);
    }
}
