package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.ModelId;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the body of a chat completion request.
public final class ChatRequestReader {
    private static final String EXTRA = "extra_body";

    private ChatRequestReader() {}

    /// Reads and checks a request.
    ///
    /// @param body JSON in UTF-8; must not be changed afterwards
    /// @param headers the caller's headers that may travel upstream, names in lower case
    /// @throws RefusedException where the body breaks a rule, or its model id could name no model
    public static ChatRequest read(byte[] body, Map<String, String> headers) {
        Document document = PartSpelling.settled(MediaFields.unfold(unfolded(Document.parse(body))));
        ObjectNode tree = document.tree();
        var problems = new Problems();
        ChatRules.SHAPE.check(tree, Place.BODY, problems);
        problems.refuse();
        return new ChatRequest(
                Dialect.OPENAI_CHAT,
                document,
                model(tree),
                providers(tree),
                tree.path("stream").booleanValue(),
                tree.path("stream_options").path("include_usage").booleanValue(),
                headers,
                ConversationMark.named(tree),
                () -> PromptReader.read(document),
                new ReplyDecoder("")::decode,
                new MessageRewriting());
    }

    /// Puts the members of `extra_body` where OpenAI's own clients would have put them: over those of the body.
    private static Document unfolded(Document document) {
        if (document.tree().path(EXTRA).isEmpty()) {
            return document;
        }
        byte[] extra = RawJson.member(document, EXTRA);
        return extra[0] == '{' ? Document.parse(document.spliced(RawJson.members(extra), Set.of(EXTRA))) : document;
    }

    static @Nullable String model(ObjectNode tree) {
        JsonNode model = tree.path("model");
        return model.isTextual() ? ModelId.require(model.textValue()) : null;
    }

    static List<String> providers(ObjectNode tree) {
        String names = tree.path("provider").asText("").strip();
        return names.isEmpty() ? List.of() : List.of(names.split("\\s+"));
    }
}
