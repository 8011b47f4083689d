package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.WireJson;
import java.nio.charset.StandardCharsets;

/// An estimate of a prompt's tokens, for models whose provider does not count: one token for every four bytes of text
/// in UTF-8 (JSON of tools and calls is text), rounded up for each text; 4 for each message; 1,600 for each image; one
/// for every 100 bytes of a document's base64.
///
/// It errs on the high side for English prose and on the low side for scripts that models cut finely.
public final class TokenEstimate {
    private static final int BYTES_FOR_ONE = 4;
    private static final int FOR_A_MESSAGE = 4;
    private static final int FOR_AN_IMAGE = 1_600;
    private static final int DOCUMENT_BYTES_FOR_ONE = 100;

    private TokenEstimate() {}

    /// @param request one that [MessagesReader] read
    public static long of(ChatRequest request) {
        ObjectNode tree = request.document().tree();
        long tokens = content(tree.path("system"));
        for (JsonNode message : tree.path("messages")) {
            tokens += FOR_A_MESSAGE + content(message.path("content"));
        }
        for (JsonNode tool : tree.path("tools")) {
            tokens += text(WireJson.string(tool));
        }
        return tokens;
    }

    private static long content(JsonNode content) {
        if (content.isTextual()) {
            return text(content.textValue());
        }
        long tokens = 0;
        for (JsonNode block : content) {
            tokens += block(block);
        }
        return tokens;
    }

    private static long block(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "text" -> text(block.path("text").asText());
            case "thinking" -> text(block.path("thinking").asText());
            case "image" -> FOR_AN_IMAGE;
            case "document" -> document(block.path("source"));
            case "tool_use" -> text(block.path("name").asText()) + text(WireJson.string(block.path("input")));
            case "tool_result" -> content(block.path("content"));
            default -> text(WireJson.string(block));
        };
    }

    private static long document(JsonNode source) {
        return switch (source.path("type").asText()) {
            case "text" -> text(source.path("data").asText());
            case "content" -> content(source.path("content"));
            case "base64" -> up(source.path("data").asText().length(), DOCUMENT_BYTES_FOR_ONE);
            default -> FOR_AN_IMAGE;
        };
    }

    private static long text(String text) {
        return up(text.getBytes(StandardCharsets.UTF_8).length, BYTES_FOR_ONE);
    }

    private static long up(long bytes, int forOne) {
        return (bytes + forOne - 1) / forOne;
    }
}
