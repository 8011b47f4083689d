package dev.sluice.dialect.openai;

import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.when;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.shape.Flaw;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.dialect.shape.ImageUrl;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.dialect.shape.Shape;
import dev.sluice.exchange.JsonRequest;
import dev.sluice.exchange.ModerationRequest;
import dev.sluice.exchange.ModerationRequest.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the body of `POST /v1/moderations`.
public final class ModerationRequestReader {
    private static final int MOST_INPUTS = 2048;

    private static final Shape PART = object().choice(
                    "type",
                    when("text", object().required("text", text())),
                    when(
                            "image_url",
                            object().required(
                                            "image_url",
                                            object().required(
                                                            "url",
                                                            text(
                                                                    ImageUrl::valid,
                                                                    "must be an http, https or data:image address")))));

    private static final Shape WORDS = text(input -> !input.isEmpty(), "must not be empty");

    private static final ObjectShape OWN = object().optional(
                    "model", text(model -> !model.isEmpty(), "must not be empty"))
            .required("input", either(WORDS, list(either(WORDS, PART)).sized(1, MOST_INPUTS)))
            .rule(ModerationRequestReader::inputsAreOfOneKind);

    private static final ObjectShape RULES = GatewayFields.SHAPE.including(OWN);

    private ModerationRequestReader() {}

    /// The members that a moderation request knows, the gateway's own aside.
    static Set<String> names() {
        return OWN.names();
    }

    /// @param body JSON in UTF-8; must not be changed afterwards
    /// @param headers the caller's headers that may travel upstream, names in lower case
    /// @throws dev.sluice.exchange.RefusedException where the body breaks a rule
    public static ModerationRequest read(byte[] body, Map<String, String> headers) {
        JsonRequest asked = JsonRequestReader.read(body, headers, RULES);
        return new ModerationRequest(asked, items(asked.document().tree().path("input")));
    }

    private static void inputsAreOfOneKind(JsonNode request, Place place, Problems problems) {
        JsonNode input = request.path("input");
        boolean strings = false;
        boolean parts = false;
        for (JsonNode one : input) {
            strings |= one.isTextual();
            parts |= one.isObject();
        }
        if (strings && parts) {
            problems.add(Flaw.TYPE, place.member("input"), "must not mix strings and parts");
        }
    }

    private static List<Item> items(JsonNode input) {
        if (input.isTextual()) {
            return List.of(new Item(List.of(input.textValue()), List.of()));
        }
        if (input.get(0).isObject()) {
            return List.of(together(input));
        }
        List<Item> items = new ArrayList<>(input.size());
        input.forEach(one -> items.add(new Item(List.of(one.textValue()), List.of())));
        return items;
    }

    /// Parts are judged together.
    private static Item together(JsonNode parts) {
        List<String> texts = new ArrayList<>();
        List<String> images = new ArrayList<>();
        for (JsonNode part : parts) {
            if (part.path("type").asText().equals("text")) {
                texts.add(part.path("text").asText());
            } else {
                images.add(part.path("image_url").path("url").asText());
            }
        }
        return new Item(texts, images);
    }
}
