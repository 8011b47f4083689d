package dev.sluice.dialect.openai;

import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.integer;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.word;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.Flaw;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.dialect.shape.Shape;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.EmbeddingRequest.Input;
import dev.sluice.exchange.JsonRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Reads the body of `POST /v1/embeddings`.
public final class EmbeddingRequestReader {
    private static final int MOST_INPUTS = 2048;
    private static final Shape TEXT = text(text -> !text.isEmpty(), "must not be empty");
    private static final Shape TOKEN = integer(0, Integer.MAX_VALUE);

    private static final ObjectShape OWN = object().optional(
                    "model", text(model -> !model.isEmpty(), "must not be empty"))
            .required(
                    "input",
                    either(
                            TEXT,
                            list(either(TEXT, TOKEN, list(TOKEN).notEmpty())).notEmpty()))
            .optional("encoding_format", word("float", "base64"))
            .optional("dimensions", integer(1, Integer.MAX_VALUE))
            .optional("user", text())
            .rule(EmbeddingRequestReader::inputsAreOfOneKind);

    private static final ObjectShape RULES = GatewayFields.SHAPE.including(OWN);

    private EmbeddingRequestReader() {}

    /// The members that an embedding request knows, the gateway's own aside.
    static Set<String> names() {
        return OWN.names();
    }

    /// @param body JSON in UTF-8; must not be changed afterwards
    /// @param headers the caller's headers that may travel upstream, names in lower case
    /// @throws dev.sluice.exchange.RefusedException where the body breaks a rule
    public static EmbeddingRequest read(byte[] body, Map<String, String> headers) {
        JsonRequest asked = JsonRequestReader.read(body, headers, RULES);
        ObjectNode tree = asked.document().tree();
        return new EmbeddingRequest(
                asked,
                inputs(tree.path("input")),
                tree.path("dimensions").isNumber()
                        ? OptionalInt.of(tree.path("dimensions").intValue())
                        : OptionalInt.empty(),
                tree.path("encoding_format").asText("").equals("base64"));
    }

    private static void inputsAreOfOneKind(JsonNode request, Place place, Problems problems) {
        JsonNode input = request.path("input");
        if (!input.isArray() || input.isEmpty()) {
            return;
        }
        Place at = place.member("input");
        var kind = input.get(0).getNodeType();
        for (JsonNode one : input) {
            if (one.getNodeType() != kind) {
                problems.add(Flaw.TYPE, at, "must not mix strings, token ids and lists of token ids");
                return;
            }
        }
        if (!input.get(0).isNumber() && input.size() > MOST_INPUTS) {
            problems.add(Flaw.VALUE, at, "must have at most " + MOST_INPUTS + " items");
        }
    }

    private static List<Input> inputs(JsonNode input) {
        if (input.isTextual()) {
            return List.of(new Input.Text(input.textValue()));
        }
        if (input.get(0).isNumber()) {
            return List.of(tokens(input));
        }
        List<Input> inputs = new ArrayList<>(input.size());
        for (JsonNode one : input) {
            inputs.add(one.isTextual() ? new Input.Text(one.textValue()) : tokens(one));
        }
        return inputs;
    }

    private static Input tokens(JsonNode list) {
        List<Integer> ids = new ArrayList<>(list.size());
        list.forEach(id -> ids.add(id.intValue()));
        return new Input.Tokens(ids);
    }
}
