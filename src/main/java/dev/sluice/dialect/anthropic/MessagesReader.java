package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.ModelId;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.RefusedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request for a message.
public final class MessagesReader {
    private MessagesReader() {}

    /// Reads and checks a request.
    ///
    /// @param body JSON in UTF-8; must not be changed afterwards
    /// @param headers the caller's headers that may travel upstream, names in lower case
    /// @throws RefusedException where the body breaks a rule, or its model id could name no model
    public static ChatRequest read(byte[] body, Map<String, String> headers) {
        return read(body, headers, MessagesRules.SHAPE);
    }

    /// The same for a request whose tokens are to be counted; it need not say how long the answer may be.
    public static ChatRequest readForCount(byte[] body, Map<String, String> headers) {
        return read(body, headers, MessagesRules.COUNTED);
    }

    private static ChatRequest read(byte[] body, Map<String, String> headers, ObjectShape shape) {
        Document document = Document.parse(body);
        ObjectNode tree = document.tree();
        var problems = new Problems();
        shape.check(tree, Place.BODY, problems);
        problems.refuse();
        return new ChatRequest(
                Dialect.ANTHROPIC,
                document,
                model(tree),
                providers(tree),
                tree.path("stream").booleanValue(),
                true,
                headers,
                () -> PromptReader.read(tree),
                new ReplyDecoder("upstream")::decode);
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
