package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.JsonText;
import dev.sluice.exchange.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Writes a request for an upstream that speaks responses itself: the caller's bytes with a few members exchanged.
public final class ResponseRequestWriter {
    /// What belongs to the request's journey and is no operator's to override.
    private static final Set<String> FIXED = Set.of("model", "stream", "input");

    /// An operator's defaults are written for chats; these names mean nothing here, or something else.
    private static final Map<String, String> RENAMED =
            Map.of("max_tokens", "max_output_tokens", "max_completion_tokens", "max_output_tokens");

    private static final Set<String> CHAT_ONLY = Set.of(
            "stop",
            "seed",
            "n",
            "logprobs",
            "logit_bias",
            "presence_penalty",
            "frequency_penalty",
            "response_format",
            "reasoning_effort",
            "stream_options");

    private ResponseRequestWriter() {}

    /// The body to send.
    ///
    /// @param model the upstream's own name of the model
    /// @param overrides members that replace those of the caller, whole; null takes a member away
    public static byte[] upstreamBody(ChatRequest request, String model, ObjectNode overrides) {
        Document document = request.document();
        Set<String> without = new HashSet<>(GatewayFields.NAMES);
        Map<String, byte[]> values = new LinkedHashMap<>();
        overrides.properties().forEach(member -> {
            String name = RENAMED.getOrDefault(member.getKey(), member.getKey());
            if (FIXED.contains(name) || CHAT_ONLY.contains(name)) {
                return;
            }
            if (member.getValue().isNull()) {
                without.add(name);
            } else {
                values.put(name, member.getValue().toString().getBytes(StandardCharsets.UTF_8));
                without.remove(name);
            }
        });
        JsonNode input = document.tree().path("input");
        if (heardOf(input)) {
            values.put("input", WireJson.bytes(foreign(input)));
        }
        values.put("model", JsonText.quoted(model));
        return document.spliced(values, without);
    }

    private static boolean heardOf(JsonNode input) {
        if (input.isArray()) {
            for (JsonNode item : input) {
                if (madeHere(item)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean madeHere(JsonNode item) {
        return ResponseId.madeHere(item.path("id").asText(""));
    }

    /// The items for an upstream that did not make them: it knows neither their ids nor the reasoning of others.
    private static ArrayNode foreign(JsonNode input) {
        ArrayNode items = WireJson.list();
        for (JsonNode item : input) {
            if (!madeHere(item)) {
                items.add(item);
            } else if (!ItemRules.type(item).equals(ItemRules.REASONING)) {
                ObjectNode copy = item.deepCopy();
                copy.remove("id");
                items.add(copy);
            }
        }
        return items;
    }
}
