package dev.sluice.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.WireJson;
import dev.sluice.provider.ModelCard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// One page of an answer to `GET /models` (https://ai.google.dev/api/models, read 2026-11-21). Models that do what no
/// capability stands for (videos, live sessions) are left out.
///
/// @param next what asks for the next page; empty for the last
record ModelPage(List<ModelCard> cards, String next) {
    private static final Pattern SPEECH = Pattern.compile("-tts\\b|-native-audio");
    private static final Pattern PAINTS = Pattern.compile("-image\\b");
    private static final Pattern SEES = Pattern.compile("gemini|gemma-(?:3n|3-(?:4|12|27)b|[4-9])");

    static ModelPage read(String provider, byte[] json) {
        JsonNode root;
        try {
            root = WireJson.values(json).stream().findFirst().orElseThrow(IOException::new);
        } catch (IOException e) {
            throw notAList(provider);
        }
        if (!root.isObject() || !root.isEmpty() && !root.path("models").isArray()) {
            throw notAList(provider);
        }
        List<ModelCard> cards = new ArrayList<>();
        for (JsonNode model : root.path("models")) {
            card(model, cards);
        }
        return new ModelPage(cards, root.path("nextPageToken").asText(""));
    }

    private static RefusedException notAList(String provider) {
        return new RefusedException(new Failure.UpstreamBroken(
                provider,
                "The provider '" + provider + "' answered GET /models with something that is no list.",
                false));
    }

    private static void card(JsonNode model, List<ModelCard> cards) {
        String name = model.path("name").asText("");
        String id = name.startsWith("models/") ? name.substring("models/".length()) : name;
        String type = type(id, methods(model));
        if (id.isEmpty() || type.isEmpty()) {
            return;
        }
        long input = model.path("inputTokenLimit").asLong(0);
        boolean chat = type.equals("chat");
        cards.add(new ModelCard(
                id,
                type,
                chat && SEES.matcher(id).find(),
                type.equals("speech") || chat && id.startsWith("gemini"),
                input > 0 ? OptionalLong.of(input) : OptionalLong.empty(),
                0,
                "google",
                more(model, chat)));
    }

    private static Set<String> methods(JsonNode model) {
        Set<String> methods = new HashSet<>();
        model.path("supportedGenerationMethods").forEach(method -> methods.add(method.asText()));
        return methods;
    }

    private static String type(String id, Set<String> methods) {
        if (methods.contains("generateContent")) {
            return SPEECH.matcher(id).find() ? "speech" : PAINTS.matcher(id).find() ? "image" : "chat";
        }
        if (methods.contains("embedContent") || methods.contains("batchEmbedContents")) {
            return "embedding";
        }
        return methods.contains("predict") && id.startsWith("imagen") ? "image" : "";
    }

    private static Map<String, Object> more(JsonNode model, boolean chat) {
        Map<String, Object> more = new LinkedHashMap<>();
        if (model.path("thinking").isBoolean()) {
            more.put("reasoning", model.path("thinking"));
        }
        if (chat && model.has("outputTokenLimit")) {
            var limit = JsonNodeFactory.instance.objectNode();
            limit.put("context", model.path("inputTokenLimit").asLong(0));
            limit.put("output", model.path("outputTokenLimit").asLong(0));
            more.put("limit", limit);
        }
        return more;
    }
}
