package dev.sluice.dialect.openai;

import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.flag;
import static dev.sluice.dialect.shape.Shapes.integer;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.exchange.JsonRequest;
import dev.sluice.exchange.RerankRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the body of `POST /v1/rerank`, in the shape that Cohere, Jina and vLLM share.
public final class RerankRequestReader {
    private static final int MOST_DOCUMENTS = 10_000;

    private static final ObjectShape OWN = object().optional(
                    "model", text(model -> !model.isEmpty(), "must not be empty"))
            .required("query", text(query -> !query.isEmpty(), "must not be empty"))
            .required("documents", list(either(text(), object())).sized(1, MOST_DOCUMENTS))
            .optional("top_n", integer(1, Integer.MAX_VALUE))
            .optional("return_documents", flag());

    private static final ObjectShape RULES = GatewayFields.SHAPE.including(OWN);

    private RerankRequestReader() {}

    /// The members that a rerank request knows, the gateway's own aside.
    static Set<String> names() {
        return OWN.names();
    }

    /// @param body JSON in UTF-8; must not be changed afterwards
    /// @param headers the caller's headers that may travel upstream, names in lower case
    /// @throws dev.sluice.exchange.RefusedException where the body breaks a rule
    public static RerankRequest read(byte[] body, Map<String, String> headers) {
        JsonRequest asked = JsonRequestReader.read(body, headers, RULES);
        ObjectNode tree = asked.document().tree();
        List<JsonNode> documents = new ArrayList<>();
        tree.path("documents").forEach(documents::add);
        return new RerankRequest(
                asked,
                tree.path("query").textValue(),
                documents,
                Math.min(tree.path("top_n").asInt(Integer.MAX_VALUE), documents.size()),
                tree.path("return_documents").booleanValue());
    }
}
