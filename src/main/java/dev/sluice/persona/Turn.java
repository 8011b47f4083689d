package dev.sluice.persona;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message of a chat as far as characters are concerned.
///
/// @param plain whether texts and images are all that it holds
record Turn(Role role, String text, List<Part> images, boolean plain) {

    static List<Turn> of(List<Message> messages) {
        return messages.stream()
                .map(message -> new Turn(
                        message.role(),
                        message.text(),
                        message.parts().stream()
                                .filter(Part.Image.class::isInstance)
                                .toList(),
                        message.parts().stream()
                                .allMatch(part -> part instanceof Part.Text
                                        || part instanceof Part.Image
                                        || part instanceof Part.Thought)))
                .toList();
    }

    /// Messages in OpenAI's words, checked before.
    static List<Turn> of(JsonNode messages) {
        List<Turn> turns = new ArrayList<>(messages.size());
        messages.forEach(message -> turns.add(one(message)));
        return turns;
    }

    private static Turn one(JsonNode message) {
        JsonNode content = message.path("content");
        StringBuilder text = new StringBuilder(content.asText(""));
        List<Part> images = new ArrayList<>(0);
        boolean plain = message.path("tool_calls").isEmpty();
        for (JsonNode part : content) {
            switch (part.path("type").asText()) {
                case "text", "refusal" ->
                    text.append(text.isEmpty() ? "" : "\n")
                            .append(part.path("text").asText(""));
                case "image_url" -> images.add(image(part.path("image_url")));
                default -> plain = false;
            }
        }
        Role role = role(message.path("role").asText());
        return new Turn(role, text.toString(), images, plain && role != Role.TOOL);
    }

    private static Part image(JsonNode image) {
        @Nullable String detail = image.path("detail").textValue();
        return new Part.Image(Content.at(image.path("url").asText()), detail);
    }

    private static Role role(String word) {
        return switch (word) {
            case "system", "developer" -> Role.SYSTEM;
            case "assistant" -> Role.ASSISTANT;
            case "tool", "function" -> Role.TOOL;
            default -> Role.USER;
        };
    }
}
