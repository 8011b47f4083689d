package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Tool;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A tool that takes plain text where functions take JSON. Only OpenAI's own models know such tools; any other
/// is given a function whose one argument is that text.
///
/// A grammar for the text is told to the model in words, since nobody else can hold it to one.
final class CustomTool {
    static final String TYPE = "custom";

    private static final String INPUT = "input";

    private CustomTool() {}

    /// @param name under which the model knows it
    static Tool function(String name, JsonNode tool) {
        ObjectNode parameters = WireJson.object().put("type", "object");
        parameters
                .putObject("properties")
                .putObject(INPUT)
                .put("type", "string")
                .put("description", "What the tool is given, as plain text and whole." + grammar(tool.path("format")));
        parameters.putArray("required").add(INPUT);
        parameters.put("additionalProperties", false);
        return new Tool(name, tool.path("description").asText(""), parameters, null);
    }

    private static String grammar(JsonNode format) {
        String definition = format.path("definition").asText("");
        return definition.isEmpty()
                ? ""
                : " It must follow this grammar (" + format.path("syntax").asText("lark") + "):\n" + definition;
    }

    /// An earlier call's text as the arguments of the function.
    static String arguments(String input) {
        return WireJson.string(WireJson.object().put(INPUT, input));
    }

    /// The text that a call of the function gives; arguments that are something else are taken for the text.
    static String input(String arguments) {
        try {
            JsonNode tree = WireJson.tree(arguments.getBytes(StandardCharsets.UTF_8));
            return tree.path(INPUT).isTextual() ? tree.path(INPUT).textValue() : arguments;
        } catch (IOException e) {
            return arguments;
        }
    }
}
