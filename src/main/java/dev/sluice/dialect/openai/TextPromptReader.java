package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Reasoning;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.Samplers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a completion request into neutral words, for providers that know chats alone. Several prompts become several
/// messages, each of which is to be answered by itself.
final class TextPromptReader {
    private TextPromptReader() {}

    /// @throws RefusedException where the prompt is tokens, which only a model's own server can read
    static Prompt read(ObjectNode tree) {
        return new Prompt(
                messages(tree),
                List.of(),
                null,
                null,
                PromptReader.sampling(tree),
                new OutputFormat.Text(),
                Reasoning.UNSAID,
                PromptReader.text(tree.path("user")),
                others(tree));
    }

    private static List<Message> messages(ObjectNode tree) {
        if (tree.hasNonNull("messages")) {
            return PromptMessages.read(tree.path("messages")).stream()
                    .map(MediaMarks::placed)
                    .toList();
        }
        JsonNode prompt = tree.path("prompt");
        String suffix = tree.path("suffix").asText("");
        List<Message> messages = new ArrayList<>();
        for (JsonNode one : prompt.isTextual() ? List.of(prompt) : prompt) {
            if (!one.isTextual()) {
                throw new RefusedException(Failure.invalid(
                        "prompt",
                        "A prompt of tokens is read only by providers that serve completions themselves; the provider"
                                + " of this model does not. Send text.",
                        "unsupported_value"));
            }
            messages.add(Message.of(Role.USER, suffix.isEmpty() ? one.textValue() : between(one.textValue(), suffix)));
        }
        return messages;
    }

    private static String between(String before, String after) {
        return "Write the text that belongs between these two parts, and nothing else.\n\nBefore:\n" + before
                + "\n\nAfter:\n" + after;
    }

    private static Map<String, JsonNode> others(ObjectNode tree) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        tree.properties().forEach(member -> {
            String name = member.getKey();
            boolean read = TextRules.SHAPE.names().contains(name) && !Samplers.FURTHER.contains(name);
            if (!read && !name.equals("top_k")) {
                others.put(name, member.getValue());
            }
        });
        return others;
    }
}
