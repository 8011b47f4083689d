package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.ModelId;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.WireJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request for a response.
public final class ResponseRequestReader {
    private static final String EXTRA = "extra_body";

    private ResponseRequestReader() {}

    /// Reads and checks a request.
    ///
    /// @param body JSON in UTF-8; must not be changed afterwards
    /// @param headers the caller's headers that may travel upstream, names in lower case
    /// @throws RefusedException where the body breaks a rule, or its model id could name no model
    public static ChatRequest read(byte[] body, Map<String, String> headers) {
        Document document = unfolded(Document.parse(body));
        ObjectNode tree = document.tree();
        var problems = new Problems();
        ResponseRules.SHAPE.check(tree, Place.BODY, problems);
        problems.refuse();
        return request(document, headers);
    }

    private static ChatRequest request(Document document, Map<String, String> headers) {
        ObjectNode tree = document.tree();
        return new ChatRequest(
                Dialect.OPENAI_RESPONSES,
                document,
                model(tree),
                providers(tree),
                tree.path("stream").booleanValue(),
                true,
                headers,
                () -> ResponsePromptReader.read(tree),
                ResponseDecoder::decode);
    }

    /// The same request with everything that was said before in front of its own input, so that no upstream needs to
    /// remember it.
    ///
    /// @param earlier items, oldest first
    /// @param own the request's own items, references resolved
    public static ChatRequest continuing(ChatRequest request, List<JsonNode> earlier, List<JsonNode> own) {
        ArrayNode input = WireJson.list();
        input.addAll(earlier);
        input.addAll(own);
        byte[] body =
                request.document().spliced(Map.of("input", WireJson.bytes(input)), Set.of("previous_response_id"));
        return request(Document.parse(body), request.headers());
    }

    /// The members of `extra_body` go over those of the body, where OpenAI's own clients would have put them.
    private static Document unfolded(Document document) {
        JsonNode extra = document.tree().path(EXTRA);
        if (!extra.isObject() || extra.isEmpty()) {
            return document;
        }
        Map<String, byte[]> values = new LinkedHashMap<>();
        extra.properties().forEach(member -> values.put(member.getKey(), WireJson.bytes(member.getValue())));
        return Document.parse(document.spliced(values, Set.of(EXTRA)));
    }

    private static @Nullable String model(ObjectNode tree) {
        JsonNode model = tree.path("model");
        return model.isTextual() ? ModelId.require(model.textValue()) : null;
    }

    private static List<String> providers(ObjectNode tree) {
        String names = tree.path("provider").asText("").strip();
        return names.isEmpty() ? List.of() : List.of(names.split("\\s+"));
    }
}
