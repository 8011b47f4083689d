package dev.sluice.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.ModelType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Reads an answer to `GET /models`: OpenAI's list, a bare array (Together), or a list named `models` (GitHub, some
/// local servers), with the further fields that OpenRouter, Groq, vLLM and LM Studio add.
final class ModelListReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST = 20_000;
    private static final int LONGEST_ID = 256;
    private static final List<String> CONTEXT_FIELDS =
            List.of("context_length", "context_window", "max_model_len", "max_context_length");

    private ModelListReader() {}

    static List<ModelCard> read(String provider, byte[] json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (IOException e) {
            throw notAList(provider);
        }
        JsonNode list = root.isArray() ? root : root.path(root.path("data").isArray() ? "data" : "models");
        if (!list.isArray()) {
            throw notAList(provider);
        }
        List<ModelCard> cards = new ArrayList<>();
        for (JsonNode row : list) {
            String id = row.isTextual()
                    ? row.asText()
                    : row.path("id").asText(row.path("name").asText(""));
            if (!id.isEmpty() && id.length() <= LONGEST_ID && cards.size() < MOST) {
                cards.add(card(id, row));
            }
        }
        return cards;
    }

    private static RefusedException notAList(String provider) {
        return new RefusedException(new Failure.UpstreamBroken(
                provider,
                "The provider '" + provider + "' answered GET /models with something that is no list.",
                false));
    }

    private static ModelCard card(String id, JsonNode row) {
        var facts = new ModelFacts(id, row);
        String type = type(id, row);
        return new ModelCard(
                id,
                type,
                type.equals("chat") && facts.vision(),
                facts.audio(),
                contextLength(row),
                row.path("created").asLong(0),
                row.path("owned_by").asText(""),
                facts.more());
    }

    private static String type(String id, JsonNode row) {
        String told = row.path("type").asText("");
        if (told.equals("llm") || told.equals("vlm") || told.equals("chat") || told.equals("language")) {
            return "chat";
        }
        return ModelType.of(told + " " + id);
    }

    private static OptionalLong contextLength(JsonNode row) {
        return Stream.concat(
                        CONTEXT_FIELDS.stream().map(row::path),
                        Stream.of(row.path("limit").path("context")))
                .filter(JsonNode::canConvertToLong)
                .mapToLong(JsonNode::asLong)
                .filter(length -> length > 0)
                .findFirst();
    }
}
