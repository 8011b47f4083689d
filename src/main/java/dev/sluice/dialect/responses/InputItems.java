package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The items that a caller gave, as they are kept and told again.
public final class InputItems {
    private static final int LONGEST_ID = 200;

    private InputItems() {}

    /// An item from its JSON text, numbers kept to the digit.
    public static ObjectNode read(String json) {
        try {
            return WireJson.object(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The items of a response's output.
    public static List<JsonNode> answered(ObjectNode response) {
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode item : response.path("output")) {
            if (item.isObject()) {
                items.add(item);
            }
        }
        return items;
    }

    /// The items of a request; a text is a message.
    public static List<JsonNode> of(ChatRequest request) {
        JsonNode input = request.document().tree().path("input");
        List<JsonNode> items = new ArrayList<>();
        if (input.isTextual()) {
            ObjectNode message = WireJson.object().put("type", "message").put("role", "user");
            message.putArray("content").addObject().put("type", "input_text").put("text", input.textValue());
            items.add(message);
        } else {
            input.forEach(items::add);
        }
        return items;
    }

    /// The id of the item that `item` only refers to; empty for one that stands for itself.
    public static Optional<String> reference(JsonNode item) {
        return ItemRules.type(item).equals(ItemRules.REFERENCE)
                ? Optional.of(item.path("id").asText())
                : Optional.empty();
    }

    /// The id of an item, made where it has none or one that is longer than any id.
    public static String id(JsonNode item) {
        String id = item.path("id").asText("");
        if (!id.isEmpty() && id.length() <= LONGEST_ID) {
            return id;
        }
        return ResponseId.made(
                switch (ItemRules.type(item)) {
                    case ItemRules.CALL -> "fc_";
                    case ItemRules.CALL_OUTPUT -> "fco_";
                    case ItemRules.CUSTOM_CALL -> "ctc_";
                    case ItemRules.CUSTOM_OUTPUT -> "ctco_";
                    case ItemRules.REASONING -> "rs_";
                    default -> "msg_";
                });
    }

    /// An item as lists tell it: with its id and status, a message's content as parts.
    public static ObjectNode told(JsonNode item, String id) {
        ObjectNode told = item.deepCopy();
        told.put("id", id).put("type", ItemRules.type(item));
        switch (ItemRules.type(item)) {
            case ItemRules.MESSAGE -> message(told);
            case ItemRules.CALL, ItemRules.CALL_OUTPUT, ItemRules.CUSTOM_CALL, ItemRules.CUSTOM_OUTPUT -> settled(told);
            case ItemRules.REASONING -> {
                if (told.path("encrypted_content").isNull()) {
                    told.remove("encrypted_content");
                }
            }
            default -> {}
        }
        return told;
    }

    private static void settled(ObjectNode told) {
        if (!told.hasNonNull("status")) {
            told.put("status", "completed");
        }
    }

    private static void message(ObjectNode told) {
        settled(told);
        boolean spoken = told.path("role").asText().equals("assistant");
        JsonNode content = told.path("content");
        if (content.isTextual()) {
            String text = content.textValue();
            told.putArray("content")
                    .addObject()
                    .put("type", spoken ? "output_text" : "input_text")
                    .put("text", text);
        }
        for (JsonNode part : told.path("content")) {
            ObjectNode one = (ObjectNode) part;
            switch (part.path("type").asText()) {
                case "output_text" -> {
                    put(one, "annotations");
                    put(one, "logprobs");
                }
                case "input_image" -> {
                    if (!one.hasNonNull("detail")) {
                        one.put("detail", "auto");
                    }
                }
                default -> {}
            }
        }
    }

    private static void put(ObjectNode part, String name) {
        if (!(part.get(name) instanceof ArrayNode)) {
            part.putArray(name);
        }
    }
}
