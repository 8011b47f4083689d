package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.RefusedException;
import java.util.Map;

/// Reads the body of `POST /v1/completions` (https://platform.openai.com/docs/api-reference/completions, read
/// 2026-11-21).
public final class TextRequestReader {
    private TextRequestReader() {}

    /// Reads and checks a request.
    ///
    /// @param body JSON in UTF-8; must not be changed afterwards
    /// @param headers the caller's headers that may travel upstream, names in lower case
    /// @throws RefusedException where the body breaks a rule, or its model id could name no model
    public static ChatRequest read(byte[] body, Map<String, String> headers) {
        Document document = Document.parse(body);
        ObjectNode tree = document.tree();
        var problems = new Problems();
        TextRules.SHAPE.check(tree, Place.BODY, problems);
        problems.refuse();
        MediaMarks.check(tree.path("messages"));
        return new ChatRequest(
                Dialect.OPENAI_TEXT,
                document,
                ChatRequestReader.model(tree),
                ChatRequestReader.providers(tree),
                tree.path("stream").booleanValue(),
                tree.path("stream_options").path("include_usage").booleanValue(),
                headers,
                () -> TextPromptReader.read(tree));
    }
}
