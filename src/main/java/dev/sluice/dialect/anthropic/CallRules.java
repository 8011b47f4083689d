package dev.sluice.dialect.anthropic;

import static dev.sluice.dialect.shape.Shapes.flag;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.when;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.shape.Flaw;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.dialect.shape.Shape;
import java.util.regex.Pattern;

/// What tools must look like, and which of them a request may insist on.
///
/// A tool with a `type` other than `custom` is Anthropic's own (`web_search_20250305`, `bash_20250124`): its members
/// are its servers' to check.
final class CallRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private static final ObjectShape CUSTOM = object().required(
                    "name", text(name -> NAME.matcher(name).matches(), "must be 1 to 128 letters, digits, '_' or '-'"))
            .required("input_schema", object())
            .optional("description", text())
            .optional("strict", flag());

    private static final Shape TOOL = object().optional("type", text()).rule(CallRules::customOnesAreDescribed);

    private static final ObjectShape PARALLEL = object().optional("disable_parallel_tool_use", flag());

    private static final Shape CHOICE = object().choice(
                    "type",
                    when("auto", PARALLEL),
                    when("any", PARALLEL),
                    when("none", object()),
                    when("tool", PARALLEL.required("name", text())));

    static final ObjectShape SHAPE = object().optional("tools", list(TOOL))
            .optional("tool_choice", CHOICE)
            .rule(CallRules::chosenToolIsDeclared);

    private CallRules() {}

    private static void customOnesAreDescribed(JsonNode tool, Place place, Problems problems) {
        if (custom(tool)) {
            CUSTOM.look(tool, place, problems);
        }
    }

    /// Whether a tool is the caller's own.
    static boolean custom(JsonNode tool) {
        return tool.path("type").asText("custom").equals("custom")
                || tool.path("type").isNull();
    }

    private static void chosenToolIsDeclared(JsonNode body, Place place, Problems problems) {
        JsonNode choice = body.path("tool_choice");
        String type = choice.path("type").asText();
        Place at = place.member("tool_choice");
        if (type.equals("tool") && choice.path("name").isTextual()) {
            for (JsonNode tool : body.path("tools")) {
                if (tool.path("name").equals(choice.path("name")) || tool.has("mcp_server_name")) {
                    return;
                }
            }
            problems.add(Flaw.VALUE, at.member("name"), "must be the name of a tool in tools");
        } else if (type.equals("any") && body.path("tools").isEmpty()) {
            problems.add(Flaw.VALUE, at, "needs tools to choose from");
        }
    }
}
