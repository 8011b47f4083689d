package dev.sluice.persona;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A chat written down as the text that a model reads.
record WrittenChat(Wish wish, InstructionTemplate template, Characters characters) {
    private static final List<String> ASIDES = List.of(
            "tools",
            "documents",
            "builtin_tools",
            "tools_in_user_message",
            "enable_thinking",
            "thinking",
            "reasoning_effort",
            "preserve_thinking",
            "thinking_budget");

    /// What stands in a text where an image belongs.
    private static final String IMAGE = "<__media__>";

    String text(ObjectNode body) {
        if (wish.mode() == Mode.CHAT) {
            return Cast.of(wish, characters).text(Turn.of(body.path("messages")), wish.continued());
        }
        ArrayNode messages = wish.mode() == Mode.INSTRUCT ? flat(body.path("messages")) : told(body);
        boolean open = body.path("add_generation_prompt").asBoolean(!wish.continued());
        String text =
                ChatTemplate.parse("instruction_template", template.source()).render(variables(body, messages, open));
        return wish.continued() && !messages.isEmpty() ? unended(text, messages) : text;
    }

    private ArrayNode told(ObjectNode body) {
        JsonNode own = body.path("messages");
        Scene scene = new Director(wish, Cast.of(wish, characters)).scene(Turn.of(own));
        ArrayNode messages = WireJson.object().putArray("messages");
        scene.lines()
                .forEach(line -> messages.add(
                        switch (line) {
                            case Scene.Line.Kept(int at) -> own.get(at);
                            case Scene.Line.Made(var message) -> MadeMessage.json(message);
                        }));
        return flat(messages);
    }

    /// Nothing stands behind a message that is to be gone on with.
    private static String unended(String text, ArrayNode messages) {
        String last =
                messages.get(messages.size() - 1).path("content").asText("").strip();
        int at = text.lastIndexOf(last);
        return last.isEmpty() || at < 0 ? text : text.substring(0, at + last.length());
    }

    private Map<String, Object> variables(ObjectNode body, ArrayNode messages, boolean open) {
        Map<String, Object> variables = new HashMap<>();
        ASIDES.forEach(name -> {
            if (body.hasNonNull(name)) {
                variables.put(name, JsonValue.of(body.path(name)));
            }
        });
        body.path("chat_template_kwargs")
                .properties()
                .forEach(member -> variables.put(member.getKey(), JsonValue.of(member.getValue())));
        variables.put("messages", JsonValue.of(messages));
        variables.put("add_generation_prompt", open);
        variables.put("bos_token", body.path("bos_token").asText(template.bos()));
        variables.put("eos_token", body.path("eos_token").asText(template.eos()));
        return variables;
    }

    /// Contents as texts: most templates know nothing else.
    private static ArrayNode flat(JsonNode messages) {
        ArrayNode flat = WireJson.object().putArray("messages");
        for (JsonNode message : messages) {
            ObjectNode copy = message.deepCopy();
            if (message.path("content").isArray()) {
                copy.put("content", text(message.path("content")));
            }
            if (message.path("role").asText().equals("developer")) {
                copy.put("role", "system");
            }
            flat.add(copy);
        }
        return flat;
    }

    private static String text(JsonNode parts) {
        StringBuilder images = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (JsonNode part : parts) {
            if (part.path("type").asText().equals("image_url")) {
                images.append(IMAGE);
            } else {
                text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asText(""));
            }
        }
        return text.indexOf(IMAGE) >= 0 ? text.toString() : images.append(text).toString();
    }
}
