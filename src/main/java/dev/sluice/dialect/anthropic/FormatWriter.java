package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.ToolChoice;

/// Writes the form that an answer is to have.
///
/// Models from version 4.5 on follow a schema by themselves (`output_config.format`). Older ones, and other vendors',
/// are given a tool whose input is the answer and are told to call it; [ReplyDecoder] turns the call into text again.
/// JSON without a schema is asked for in words: Anthropic has no switch for it.
final class FormatWriter {
    /// The name of the tool whose input is the answer.
    static final String ANSWER_TOOL = "sluice_json_answer";

    private static final String ANY_JSON =
            "Answer with one JSON object and nothing else: no words around it, no code fence.";

    private FormatWriter() {}

    static void write(Prompt prompt, Claude claude, boolean thinks, ObjectNode body) {
        switch (prompt.format()) {
            case OutputFormat.Text() -> {}
            case OutputFormat.JsonObject() -> instruct(body, ANY_JSON);
            case OutputFormat.JsonSchema schema
            when claude.structured() ->
                config(body).putObject("format").put("type", "json_schema").set("schema", schema.schema());
            case OutputFormat.JsonSchema schema -> byTool(prompt, schema, thinks, body);
        }
    }

    static ObjectNode config(ObjectNode body) {
        return body.path("output_config") instanceof ObjectNode config ? config : body.putObject("output_config");
    }

    private static void byTool(Prompt prompt, OutputFormat.JsonSchema schema, boolean thinks, ObjectNode body) {
        if (prompt.toolChoice() instanceof ToolChoice.Named) {
            return;
        }
        ArrayNode tools = body.path("tools") instanceof ArrayNode known ? known : body.putArray("tools");
        boolean others = !prompt.tools().isEmpty() && !(prompt.toolChoice() instanceof ToolChoice.None);
        String description = schema.description() == null ? "" : " " + schema.description();
        tools.addObject()
                .put("name", ANSWER_TOOL)
                .put("description", "Give the answer, in the form that the schema asks for." + description)
                .set("input_schema", CallWriter.schema(schema.schema()));
        if (thinks) {
            // a model that thinks cannot be made to call a tool
            instruct(body, "Give your answer by calling the tool " + ANSWER_TOOL + ".");
        } else if (others) {
            body.putObject("tool_choice").put("type", "any");
        } else {
            body.putObject("tool_choice").put("type", "tool").put("name", ANSWER_TOOL);
        }
    }

    private static void instruct(ObjectNode body, String words) {
        JsonNode system = body.path("system");
        body.put("system", system.isTextual() ? system.textValue() + "\n\n" + words : words);
    }
}
