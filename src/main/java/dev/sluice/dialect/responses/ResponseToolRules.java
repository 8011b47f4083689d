package dev.sluice.dialect.responses;

import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.flag;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.when;
import static dev.sluice.dialect.shape.Shapes.word;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.shape.Flaw;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.dialect.shape.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What tools must look like, and which of them a request may insist on.
final class ResponseToolRules {
    /// Tools that the upstream itself runs, or that only its own models know.
    private static final List<String> HOSTED = List.of(
            "file_search",
            "computer",
            "computer_use_preview",
            "computer_use",
            "web_search",
            "web_search_2025_08_26",
            "web_search_preview",
            "web_search_preview_2025_03_11",
            "mcp",
            "code_interpreter",
            "programmatic_tool_calling",
            "image_generation",
            "local_shell",
            "shell",
            "tool_search",
            "apply_patch");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Shape NAMED =
            text(name -> NAME.matcher(name).matches(), "must be 1 to 64 letters, digits, '_' or '-'");

    private static final ObjectShape FUNCTION = object().required("name", NAMED)
            .optional("description", text())
            .optional("parameters", object())
            .optional("strict", flag());

    private static final ObjectShape CUSTOM = object().required("name", NAMED)
            .optional("description", text())
            .optional("format", object().required("type", text()));

    private static final ObjectShape GROUP = object().required("name", NAMED)
            .optional("tools", list(object().choice("type", when("function", FUNCTION), when("custom", CUSTOM))));

    private static final Shape TOOL = object().choice(
                    "type", withHosted(when("function", FUNCTION), when("custom", CUSTOM), when("namespace", GROUP)));

    private static final ObjectShape NAME_ONLY = object().required("name", text());

    private static final ObjectShape ALLOWED =
            object().required("mode", word("auto", "required")).required("tools", list(object()));

    private static final Shape TOOL_CHOICE = either(
            word("none", "auto", "required"),
            object().choice(
                            "type",
                            withHosted(
                                    when("function", NAME_ONLY),
                                    when("custom", NAME_ONLY),
                                    when("allowed_tools", ALLOWED))));

    static final ObjectShape SHAPE = object().optional("tools", list(TOOL))
            .optional("tool_choice", TOOL_CHOICE)
            .optional("parallel_tool_calls", flag())
            .rule(ResponseToolRules::chosenToolsAreDeclared);

    private ResponseToolRules() {}

    private static ObjectShape.Case[] withHosted(ObjectShape.Case... cases) {
        return Stream.concat(Stream.of(cases), HOSTED.stream().map(type -> when(type, object())))
                .toArray(ObjectShape.Case[]::new);
    }

    private static void chosenToolsAreDeclared(JsonNode body, Place place, Problems problems) {
        JsonNode choice = body.path("tool_choice");
        if (!choice.isObject()) {
            return;
        }
        Set<String> declared = new HashSet<>();
        body.path("tools").forEach(tool -> declared.add(key(tool)));
        Place at = place.member("tool_choice");
        requireDeclared(choice, declared, at, problems);
        JsonNode allowed = choice.path("tools");
        for (int i = 0; i < allowed.size() && !problems.full(); i++) {
            requireDeclared(allowed.get(i), declared, at.member("tools").item(i), problems);
        }
    }

    private static void requireDeclared(JsonNode tool, Set<String> declared, Place place, Problems problems) {
        String type = tool.path("type").asText();
        boolean named = type.equals("function") || type.equals("custom");
        // a malformed one has been noted by its shape
        if (named && tool.path("name").isTextual() && !declared.contains(key(tool))) {
            problems.add(Flaw.VALUE, place.member("name"), "must be the name of a " + type + " in tools");
        }
    }

    private static String key(JsonNode tool) {
        return tool.path("type").asText() + " " + tool.path("name").asText();
    }
}
