package dev.sluice.persona;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.RefusedException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a character from text-generation-webui's own files, and from the cards of TavernAI (v1) and its successors
/// (https://github.com/malfoyslastname/character-card-spec-v2, https://github.com/kwaroran/character-card-spec-v3), as
/// JSON or within a picture.
final class CharacterReader {
    private static final String WHAT = "character";

    private CharacterReader() {}

    static CharacterSheet read(NamedFile file) {
        Map<String, Object> members = switch (file.extension()) {
            case "png" -> json(card(file));
            case "json" -> json(file.bytes());
            default -> PlainYaml.read(file, WHAT);
        };
        return sheet(members, file.name());
    }

    private static byte[] card(NamedFile file) {
        Map<String, String> texts = PngText.of(file.bytes());
        String card = Optional.ofNullable(texts.get("ccv3"))
                .or(() -> Optional.ofNullable(texts.get("chara")))
                .orElseThrow(() -> NamedFile.refused(WHAT, "names a picture that carries no character."));
        try {
            return Base64.getMimeDecoder().decode(card);
        } catch (IllegalArgumentException e) {
            throw NamedFile.refused(WHAT, "names a picture whose character cannot be read.");
        }
    }

    private static Map<String, Object> json(byte[] bytes) {
        JsonNode tree;
        try {
            tree = Document.parse(bytes).tree();
        } catch (RefusedException e) {
            throw NamedFile.refused(WHAT, "names a file that is not valid JSON.");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        // later versions of the card keep everything one level deeper
        JsonNode card = tree.path("data").isObject() ? tree.path("data") : tree;
        card.properties().forEach(member -> {
            if (member.getValue().isTextual()) {
                members.put(member.getKey(), member.getValue().textValue());
            }
        });
        return members;
    }

    private static CharacterSheet sheet(Map<String, Object> members, String fileName) {
        return new CharacterSheet(
                first(members, "name", "bot", "char_name").orElse(fileName),
                first(members, "context").orElseGet(() -> described(members)),
                first(members, "greeting", "char_greeting", "first_mes").orElse(""),
                first(members, "your_name", "user"));
    }

    /// The fields of a card, one after the other, as far as they say anything.
    private static String described(Map<String, Object> members) {
        List<String> parts = new ArrayList<>();
        first(members, "system_prompt").ifPresent(parts::add);
        first(members, "char_persona", "description").ifPresent(parts::add);
        first(members, "personality").ifPresent(text -> parts.add("{{char}}'s personality: " + text));
        first(members, "world_scenario", "scenario").ifPresent(text -> parts.add("Scenario: " + text));
        first(members, "example_dialogue", "mes_example")
                .map(text -> text.replace("<START>", "").strip())
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> parts.add("This is how {{char}} talks:\n" + text));
        first(members, "post_history_instructions").ifPresent(parts::add);
        return String.join("\n\n", parts);
    }

    private static Optional<String> first(Map<String, Object> members, String... names) {
        for (String name : names) {
            Object value = members.get(name);
            if (value != null && !value.toString().isBlank()) {
                return Optional.of(value.toString().strip());
            }
        }
        return Optional.empty();
    }
}
