package dev.sluice.persona;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// What a caller asks for beside an answer: who is to give it, and how.
///
/// @param character the name of a character's file; absent = none was named
/// @param continued whether the model's last message is to be gone on with
record Wish(
        Mode mode,
        Optional<String> character,
        Optional<String> userName,
        Optional<String> characterName,
        Optional<String> context,
        Optional<String> greeting,
        Optional<String> userBio,
        Optional<String> command,
        Optional<String> instructionTemplate,
        Optional<String> instructionSource,
        Optional<String> chatSource,
        Optional<String> preset,
        boolean continued) {

    static Wish of(ObjectNode body) {
        Optional<String> character = text(body, "character");
        Optional<String> context = text(body, "context");
        return new Wish(
                Mode.of(text(body, "mode").orElse(null), character.isPresent() || context.isPresent()),
                character,
                text(body, "name1").or(() -> text(body, "user_name")),
                text(body, "name2").or(() -> text(body, "bot_name")),
                context,
                text(body, "greeting"),
                text(body, "user_bio"),
                text(body, "chat_instruct_command"),
                text(body, "instruction_template"),
                text(body, "instruction_template_str"),
                text(body, "chat_template_str"),
                text(body, "preset"),
                body.path("continue_").booleanValue());
    }

    private static Optional<String> text(ObjectNode body, String name) {
        return Optional.ofNullable(body.path(name).textValue()).filter(text -> !text.isBlank());
    }
}
