package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.ModelId;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.JsonRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request that is no chat: what all of them have in common.
final class JsonRequestReader {
    private JsonRequestReader() {}

    /// @param body JSON in UTF-8; must not be changed afterwards
    /// @throws dev.sluice.exchange.RefusedException where the body breaks a rule, or its model id could name no
    ///     model
    static JsonRequest read(byte[] body, Map<String, String> headers, ObjectShape rules) {
        Document document = Document.parse(body);
        ObjectNode tree = document.tree();
        var problems = new Problems();
        rules.check(tree, Place.BODY, problems);
        problems.refuse();
        return new JsonRequest(
                document, model(tree), providers(tree.path("provider").asText("")), headers);
    }

    private static @Nullable String model(ObjectNode tree) {
        JsonNode model = tree.path("model");
        return model.isTextual() ? ModelId.require(model.textValue()) : null;
    }

    /// The providers that a request's `provider` names.
    static List<String> providers(String names) {
        return names.isBlank() ? List.of() : List.of(names.strip().split("\\s+"));
    }
}
