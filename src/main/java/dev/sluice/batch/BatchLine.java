package dev.sluice.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.RefusedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request of a batch.
///
/// @param customId under which its owner knows it
/// @param body what its endpoint is to be asked, as it came
record BatchLine(int number, String customId, byte[] body) {

    /// Reads a line that has been found right before.
    static BatchLine read(JsonLines.Line line) {
        Document document = Document.parse(line.bytes());
        return new BatchLine(
                line.number(),
                document.tree().path("custom_id").asText(),
                document.member("body").orElseThrow());
    }

    /// What is wrong with a line; empty where nothing is.
    static Optional<LineProblem> problem(JsonLines.Line line, String endpoint) {
        if (line.bytes().length == 0) {
            return wrong(line, "line_too_long", "This line is longer than a request may be.", null);
        }
        ObjectNode tree;
        try {
            tree = Document.parse(line.bytes()).tree();
        } catch (RefusedException e) {
            return wrong(line, "invalid_json_line", "This line is not parseable as a JSON object.", null);
        }
        if (!text(tree, "custom_id")) {
            return missing(line, "custom_id");
        }
        if (!tree.path("method").asText().equals("POST")) {
            return wrong(line, "invalid_method", "The method must be POST.", "method");
        }
        if (!tree.path("url").asText().equals(endpoint)) {
            return wrong(line, "mismatched_url", "The url must be the batch's endpoint, " + endpoint + ".", "url");
        }
        JsonNode body = tree.path("body");
        return body.isObject() && !body.isEmpty() ? Optional.empty() : missing(line, "body");
    }

    private static boolean text(ObjectNode tree, String name) {
        return tree.path(name).isTextual() && !tree.path(name).textValue().isEmpty();
    }

    private static Optional<LineProblem> missing(JsonLines.Line line, String name) {
        return wrong(
                line, "missing_required_parameter", "'" + name + "' is missing, empty or of the wrong type.", name);
    }

    static Optional<LineProblem> wrong(JsonLines.Line line, String code, String message, @Nullable String param) {
        return Optional.of(new LineProblem(code, message, param, line.number()));
    }
}
