package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// How reasoning of another dialect's upstream travels in a reasoning item: what proves it, or what only its upstream
/// can read, stands in `encrypted_content` behind a word that says which.
final class ReasoningSeal {
    private static final String SIGNATURE = "sluice.signature:";
    private static final String SEALED = "sluice.sealed:";

    private ReasoningSeal() {}

    static String signature(String signature) {
        return SIGNATURE + signature;
    }

    static String sealed(String data) {
        return SEALED + data;
    }

    /// What an item says in neutral words. What an upstream of this dialect encrypted is of no use to any other.
    static List<Part> read(JsonNode item) {
        String encrypted = item.path("encrypted_content").asText("");
        List<Part> parts = new ArrayList<>(1);
        String text = text(item.path(item.path("content").isEmpty() ? "summary" : "content"));
        if (encrypted.startsWith(SIGNATURE)) {
            parts.add(new Part.Thought(text, encrypted.substring(SIGNATURE.length())));
        } else if (encrypted.startsWith(SEALED)) {
            parts.add(new Part.SealedThought(encrypted.substring(SEALED.length())));
        } else if (!text.isEmpty()) {
            parts.add(new Part.Thought(text, null));
        }
        return parts;
    }

    private static String text(JsonNode pieces) {
        var text = new StringJoiner("\n\n");
        pieces.forEach(piece -> text.add(piece.path("text").asText()));
        return text.toString();
    }
}
