package dev.sluice.persona;

import dev.sluice.exchange.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who talks in a chat, and what is known of them, with all names in their places.
///
/// @param context what the character knows of itself; may be empty
/// @param greeting what it says first; may be empty
/// @param userBio what is known of the user; may be empty
/// @param dialogue how the dialogue is written down
/// @param command the instruction around the dialogue
record Cast(Speakers speakers, String context, String greeting, String userBio, ChatTemplate dialogue, String command) {
    private static final String COMMAND =
            "Continue the dialogue below: write the next message of <|character|>, and only that.\n\n<|prompt|>";

    /// @throws dev.sluice.exchange.RefusedException where a character or a template is not to be had
    static Cast of(Wish wish, Characters characters) {
        CharacterSheet sheet = characters.named(wish.character().orElse(Characters.ORDINARY));
        var speakers = new Speakers(
                wish.userName().or(sheet::user).orElse("You"),
                wish.characterName().orElse(sheet.name()));
        return new Cast(
                speakers,
                speakers.named(wish.context().orElse(sheet.context())),
                speakers.named(wish.greeting().orElse(sheet.greeting())),
                speakers.named(wish.userBio().orElse("")),
                wish.chatSource()
                        .map(source -> ChatTemplate.parse("chat_template_str", source))
                        .orElseGet(ChatTemplate::dialogue),
                wish.command().orElse(COMMAND));
    }

    /// What the model is told of itself and of the user, and what the caller's own system messages say.
    String system(List<Turn> own) {
        List<String> texts = new ArrayList<>(List.of(context, userBio));
        own.forEach(turn -> texts.add(turn.text()));
        texts.removeIf(String::isBlank);
        return String.join("\n\n", texts);
    }

    /// The dialogue as a text, within the instruction to go on with it.
    String command(List<Turn> turns, boolean continued) {
        return command.replace("<|character|>", speakers.character()).replace("<|prompt|>", text(turns, continued));
    }

    /// The dialogue as a text, which ends where the character is to speak, or to go on.
    String text(List<Turn> turns, boolean continued) {
        int first = Director.beginning(turns);
        List<Map<String, Object>> messages = new ArrayList<>();
        List<String> system = new ArrayList<>(List.of(context));
        turns.subList(0, first).forEach(turn -> system.add(turn.text()));
        system.removeIf(String::isBlank);
        messages.add(message("system", String.join("\n\n", system)));
        if (!greeting.isEmpty()) {
            messages.add(message("assistant", greeting));
        }
        turns.subList(first, turns.size()).forEach(turn -> messages.add(message(word(turn), turn.text())));
        String text = dialogue.render(variables(messages, !continued)).strip();
        return continued ? text : text + "\n" + speakers.character() + ":";
    }

    private Map<String, Object> variables(List<Map<String, Object>> messages, boolean open) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("messages", messages);
        variables.put("name1", speakers.user());
        variables.put("name2", speakers.character());
        variables.put("user_bio", userBio);
        variables.put("add_generation_prompt", open);
        variables.put("tools", null);
        return variables;
    }

    private static Map<String, Object> message(String role, String text) {
        return Map.of("role", role, "content", text);
    }

    private static String word(Turn turn) {
        return turn.role() == Role.USER ? "user" : turn.role() == Role.SYSTEM ? "system" : "assistant";
    }
}
