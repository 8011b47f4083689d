package dev.sluice.persona;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The instruction templates of a folder, and those that come with the product.
record InstructionTemplates(Path folder) {
    private static final String WHAT = "instruction_template";
    private static final List<String> EXTENSIONS = List.of("yaml", "yml", "jinja", "jinja2");

    /// Families of models by their names; the first that is found counts.
    private static final Map<Pattern, String> FAMILIES = families();

    /// What a model of no known family is told by.
    private static final String ORDINARY = "Alpaca";

    /// @throws dev.sluice.exchange.RefusedException where there is none of that name, or its file cannot be read
    InstructionTemplate named(String name) {
        String known = name.equals("None") ? ORDINARY : name;
        return NamedFile.find(folder, WHAT, known, EXTENSIONS, PlainYaml.LARGEST)
                .map(InstructionTemplates::read)
                .orElseThrow(
                        () -> NamedFile.refused(
                                WHAT,
                                "names no template that exists here: put '" + name
                                        + "'.yaml into the folder characters.templates-dir, or send instruction_template_str."));
    }

    /// The template of the family that a model's name speaks of.
    InstructionTemplate of(String model) {
        return named(FAMILIES.entrySet().stream()
                .filter(family -> family.getKey().matcher(model).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ORDINARY));
    }

    private static InstructionTemplate read(NamedFile file) {
        if (file.extension().startsWith("jinja")) {
            return InstructionTemplate.of(new String(file.bytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
        Map<String, Object> members = PlainYaml.read(file, WHAT);
        if (!(members.get("instruction_template") instanceof String source)) {
            throw NamedFile.refused(WHAT, "names a file without the member instruction_template.");
        }
        return new InstructionTemplate(source, text(members, "bos_token"), text(members, "eos_token"));
    }

    private static String text(Map<String, Object> members, String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    private static Map<Pattern, String> families() {
        Map<Pattern, String> families = new LinkedHashMap<>();
        families.put(family("vicuna|wizardlm"), "Vicuna-v1.1");
        families.put(family("alpaca"), "Alpaca");
        families.put(family("oasst|open-?assistant"), "Open Assistant");
        families.put(family("llama-?3|llama-?4"), "Llama-v3");
        families.put(family("hermes|dolphin|qwen|qwq|smollm|internlm|\\byi-|chatml|openchat|orca"), "ChatML");
        families.put(family("mistral|mixtral|ministral|codestral|devstral|magistral"), "Mistral");
        families.put(family("gemma"), "Gemma");
        families.put(family("phi-?[34]"), "Phi");
        families.put(family("gpt|\\bo[134]\\b"), "ChatML");
        return families;
    }

    private static Pattern family(String names) {
        return Pattern.compile(names, Pattern.CASE_INSENSITIVE);
    }
}
