package dev.sluice.provider.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.WireJson;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.ollama.KnownModels.Abilities;
import dev.sluice.provider.wire.Account;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads an answer to `GET /api/tags` (https://docs.ollama.com/api/tags, read 2026-11-21) and asks `POST /api/show`
/// about each model that is not known yet, as long as that takes no time worth speaking of.
final class ModelSearch {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Pattern EMBEDDING = Pattern.compile("embed|\\bbge-|minilm|\\be5-");

    private final Account account;
    private final KnownModels known;
    private final long until = System.nanoTime() + LONGEST.toNanos();

    ModelSearch(Account account, KnownModels known) {
        this.account = account;
        this.known = known;
    }

    List<ModelCard> cards(byte[] tags) {
        JsonNode list = tree(tags).path("models");
        if (!list.isArray()) {
            throw notAList();
        }
        List<ModelCard> cards = new ArrayList<>(list.size());
        for (JsonNode row : list) {
            String name = row.path("model").asText(row.path("name").asText(""));
            if (!name.isEmpty()) {
                cards.add(card(name, abilities(name, row.path("digest").asText(name))));
            }
        }
        return cards;
    }

    private JsonNode tree(byte[] json) {
        try {
            return WireJson.values(json).stream().findFirst().orElseThrow(IOException::new);
        } catch (IOException e) {
            throw notAList();
        }
    }

    private RefusedException notAList() {
        return new RefusedException(new Failure.UpstreamBroken(
                account.name(),
                "The provider '" + account.name() + "' answered GET /api/tags with something that is no list.",
                false));
    }

    private Abilities abilities(String name, String digest) {
        return known.of(digest).orElseGet(() -> {
            if (System.nanoTime() - until > 0) {
                return Abilities.UNKNOWN;
            }
            try {
                byte[] body = WireJson.bytes(WireJson.object().put("model", name));
                Abilities learnt = read(tree(account.ask("/api/show", Map.of(), body)));
                known.learn(digest, learnt);
                return learnt;
            } catch (RefusedException e) {
                // an older server, or a model that is being taken away
                return Abilities.UNKNOWN;
            }
        });
    }

    private static Abilities read(JsonNode shown) {
        Set<String> words = new HashSet<>();
        shown.path("capabilities").forEach(word -> words.add(word.asText()));
        for (Map.Entry<String, JsonNode> fact : shown.path("model_info").properties()) {
            if (fact.getKey().endsWith(".context_length") && fact.getValue().canConvertToLong()) {
                return new Abilities(words, OptionalLong.of(fact.getValue().asLong()));
            }
        }
        return new Abilities(words, OptionalLong.empty());
    }

    private static ModelCard card(String name, Abilities abilities) {
        Set<String> words = abilities.words();
        boolean embeds = words.isEmpty()
                ? EMBEDDING.matcher(name).find()
                : words.contains("embedding") && !words.contains("completion");
        Map<String, Object> more = new LinkedHashMap<>();
        if (!words.isEmpty() && !embeds) {
            more.put("tool_call", words.contains("tools"));
            more.put("reasoning", words.contains("thinking"));
            more.putAll(ModelCard.reading(
                    words.contains("vision") ? List.of("text", "image") : List.of("text"), List.of()));
        }
        return new ModelCard(
                name,
                embeds ? "embedding" : "chat",
                words.contains("vision"),
                words.contains("audio"),
                abilities.contextLength(),
                0,
                "",
                more);
    }
}
