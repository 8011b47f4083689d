package dev.sluice.dialect.openai;

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
import java.util.Set;
import java.util.regex.Pattern;

/// What tools must look like, and which of them a request may insist on.
final class ToolRules {
    private static final int MOST_FUNCTIONS = 128;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Shape NAMED =
            text(name -> NAME.matcher(name).matches(), "must be 1 to 64 letters, digits, '_' or '-'");

    private static final ObjectShape FUNCTION = object().required("name", NAMED)
            .optional("description", text())
            .optional("parameters", object())
            .optional("strict", flag());

    private static final ObjectShape CUSTOM = object().required("name", NAMED)
            .optional("description", text())
            .optional("format", object().required("type", text()).optional("grammar", object()));

    private static final Shape TOOL = object().choice(
                    "type",
                    when("function", object().required("function", FUNCTION)),
                    when("custom", object().required("custom", CUSTOM)));

    private static final ObjectShape NAME_ONLY = object().required("name", text());

    private static final ObjectShape.Case A_FUNCTION = when("function", object().required("function", NAME_ONLY));
    private static final ObjectShape.Case A_CUSTOM = when("custom", object().required("custom", NAME_ONLY));

    private static final ObjectShape ALLOWED = object().required("mode", word("auto", "required"))
            .required("tools", list(object().choice("type", A_FUNCTION, A_CUSTOM)));

    private static final Shape TOOL_CHOICE = either(
            word("none", "auto", "required"),
            object().choice(
                            "type",
                            A_FUNCTION,
                            A_CUSTOM,
                            when("allowed_tools", object().required("allowed_tools", ALLOWED))));

    static final ObjectShape SHAPE = object().optional("tools", list(TOOL))
            .optional("tool_choice", TOOL_CHOICE)
            .optional("parallel_tool_calls", flag())
            .optional("functions", list(FUNCTION).sized(1, MOST_FUNCTIONS))
            .optional("function_call", either(word("none", "auto"), NAME_ONLY))
            .rule(ToolRules::eitherToolsOrFunctions)
            .rule(ToolRules::chosenToolsAreDeclared)
            .rule(ToolRules::chosenFunctionIsDeclared);

    private ToolRules() {}

    private static void eitherToolsOrFunctions(JsonNode body, Place place, Problems problems) {
        if (body.hasNonNull("functions") && body.hasNonNull("tools")) {
            problems.add(Flaw.VALUE, place.member("functions"), "cannot stand beside tools, which replace it");
        }
        if (body.hasNonNull("function_call") && body.hasNonNull("tool_choice")) {
            problems.add(
                    Flaw.VALUE, place.member("function_call"), "cannot stand beside tool_choice, which replaces it");
        }
    }

    private static void chosenToolsAreDeclared(JsonNode body, Place place, Problems problems) {
        JsonNode choice = body.path("tool_choice");
        if (!choice.isObject()) {
            return;
        }
        Set<String> declared = new HashSet<>();
        for (JsonNode tool : body.path("tools")) {
            declared.add(key(tool));
        }
        Place at = place.member("tool_choice");
        if (!choice.path("type").asText().equals("allowed_tools")) {
            requireDeclared(choice, declared, at, problems);
            return;
        }
        JsonNode allowed = choice.path("allowed_tools").path("tools");
        Place allowedAt = at.member("allowed_tools").member("tools");
        for (int i = 0; i < allowed.size() && !problems.full(); i++) {
            requireDeclared(allowed.get(i), declared, allowedAt.item(i), problems);
        }
    }

    private static void requireDeclared(JsonNode tool, Set<String> declared, Place place, Problems problems) {
        String type = tool.path("type").asText();
        // a malformed one has been noted by its shape
        if (tool.path(type).path("name").isTextual() && !declared.contains(key(tool))) {
            problems.add(Flaw.VALUE, place.member(type).member("name"), "must be the name of a " + type + " in tools");
        }
    }

    private static String key(JsonNode tool) {
        String type = tool.path("type").asText();
        return type + " " + tool.path(type).path("name").asText();
    }

    private static void chosenFunctionIsDeclared(JsonNode body, Place place, Problems problems) {
        JsonNode name = body.path("function_call").path("name");
        if (!name.isTextual()) {
            return;
        }
        for (JsonNode function : body.path("functions")) {
            if (function.path("name").equals(name)) {
                return;
            }
        }
        problems.add(
                Flaw.VALUE,
                place.member("function_call").member("name"),
                "must be the name of a function in functions");
    }
}
