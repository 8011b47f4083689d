package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.RefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// The marks by which callers of text-generation-webui say where in a text an image belongs.
final class MediaMarks {
    private static final String MARK = "<__media__>";

    private MediaMarks() {}

    /// @throws RefusedException where a message has marks, but not as many as images
    static void check(JsonNode messages) {
        for (JsonNode message : messages) {
            int marks = 0;
            int images = 0;
            for (JsonNode part : message.path("content")) {
                marks += count(part.path("text").asText(""));
                images += part.has("image_url") ? 1 : 0;
            }
            marks += message.path("content").isTextual()
                    ? count(message.path("content").textValue())
                    : 0;
            if (marks > 0 && marks != images) {
                throw new RefusedException(Failure.invalid(
                        "messages",
                        "A message has " + marks + " marks " + MARK + " and " + images
                                + " images; there must be as many marks as images, or none.",
                        "invalid_value"));
            }
        }
    }

    private static int count(String text) {
        int count = 0;
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + MARK.length())) {
            count++;
        }
        return count;
    }

    /// The message with its images where the marks are; without marks they come first.
    static Message placed(Message message) {
        Queue<Part> images = new ArrayDeque<>();
        List<Part> texts = new ArrayList<>();
        message.parts().forEach(part -> (part instanceof Part.Image ? images : texts).add(part));
        if (images.isEmpty()) {
            return message;
        }
        List<Part> placed = new ArrayList<>();
        for (Part part : texts) {
            if (part instanceof Part.Text(String text)) {
                place(text, images, placed);
            } else {
                placed.add(part);
            }
        }
        placed.addAll(0, images);
        return new Message(message.role(), placed, message.name());
    }

    private static void place(String text, Queue<Part> images, List<Part> placed) {
        int from = 0;
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, from)) {
            if (at > from) {
                placed.add(new Part.Text(text.substring(from, at)));
            }
            placed.add(images.remove());
            from = at + MARK.length();
        }
        if (from < text.length()) {
            placed.add(new Part.Text(text.substring(from)));
        }
    }
}
