package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Reasoning;
import dev.sluice.exchange.Sampling;
import dev.sluice.exchange.Tool;
import dev.sluice.exchange.ToolChoice;
import dev.sluice.exchange.WireJson;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes what a caller of another dialect asks for as a chat completion request.
public final class PromptWriter {
    /// Models that refuse the older name of the limit.
    private static final Pattern NEW_LIMIT = Pattern.compile("(?:.*/)?(?:o[1-9]|gpt-[5-9]).*");

    private static final long LOW_BUDGET = 2_048;
    private static final long MEDIUM_BUDGET = 16_384;

    private PromptWriter() {}

    /// The request's members, `stream` and the usage of a stream included.
    ///
    /// @param overrides members that replace those of the caller, whole; null takes a member away
    public static byte[] upstreamBody(Prompt prompt, String model, boolean stream, ObjectNode overrides) {
        ObjectNode body = WireJson.object();
        body.setAll(prompt.others());
        body.set("messages", PromptMessageWriter.messages(prompt.messages()));
        tools(prompt, body);
        sampling(prompt.sampling(), model, body);
        format(prompt.format(), body);
        String effort = effort(prompt.reasoning());
        if (effort != null) {
            body.put("reasoning_effort", effort);
        }
        if (prompt.user() != null) {
            body.put("user", prompt.user());
        }
        if (stream) {
            body.putObject("stream_options").put("include_usage", true);
        }
        overrides.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                body.remove(member.getKey());
            } else {
                body.set(member.getKey(), member.getValue());
            }
        });
        body.put("model", model);
        body.put("stream", stream);
        return WireJson.bytes(body);
    }

    private static void tools(Prompt prompt, ObjectNode body) {
        if (prompt.tools().isEmpty()) {
            return;
        }
        ArrayNode list = body.putArray("tools");
        for (Tool tool : prompt.tools()) {
            ObjectNode function = list.addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tool.name());
            if (!tool.description().isEmpty()) {
                function.put("description", tool.description());
            }
            function.set("parameters", tool.parameters());
            if (tool.strict() != null) {
                function.put("strict", tool.strict());
            }
        }
        if (prompt.toolChoice() != null) {
            choice(prompt.toolChoice(), body);
        }
        if (prompt.parallelTools() != null) {
            body.put("parallel_tool_calls", prompt.parallelTools());
        }
    }

    private static void choice(ToolChoice choice, ObjectNode body) {
        switch (choice) {
            case ToolChoice.Auto() -> body.put("tool_choice", "auto");
            case ToolChoice.None() -> body.put("tool_choice", "none");
            case ToolChoice.Required() -> body.put("tool_choice", "required");
            case ToolChoice.Named(String tool) ->
                body.putObject("tool_choice")
                        .put("type", "function")
                        .putObject("function")
                        .put("name", tool);
        }
    }

    private static void sampling(Sampling sampling, String model, ObjectNode body) {
        put(body, "temperature", sampling.temperature());
        put(body, "top_p", sampling.topP());
        put(body, "presence_penalty", sampling.presencePenalty());
        put(body, "frequency_penalty", sampling.frequencyPenalty());
        if (sampling.topK() != null) {
            body.put("top_k", sampling.topK());
        }
        if (sampling.maxTokens() != null) {
            boolean newer = NEW_LIMIT.matcher(model).matches();
            body.put(newer ? "max_completion_tokens" : "max_tokens", sampling.maxTokens());
        }
        if (!sampling.stop().isEmpty()) {
            sampling.stop().forEach(body.putArray("stop")::add);
        }
        if (sampling.seed() != null) {
            body.put("seed", sampling.seed());
        }
        if (sampling.choices() > 1) {
            body.put("n", sampling.choices());
        }
        if (sampling.topLogprobs() != null) {
            body.put("logprobs", true).put("top_logprobs", sampling.topLogprobs());
        }
        if (!sampling.logitBias().isEmpty()) {
            ObjectNode biases = body.putObject("logit_bias");
            sampling.logitBias().forEach(biases::put);
        }
    }

    private static void put(ObjectNode body, String name, @Nullable BigDecimal value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private static void format(OutputFormat format, ObjectNode body) {
        switch (format) {
            case OutputFormat.Text() -> {}
            case OutputFormat.JsonObject() -> body.putObject("response_format").put("type", "json_object");
            case OutputFormat.JsonSchema schema -> {
                ObjectNode wrapped = body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema")
                        .put("name", schema.name());
                if (schema.description() != null) {
                    wrapped.put("description", schema.description());
                }
                wrapped.set("schema", schema.schema());
                if (schema.strict() != null) {
                    wrapped.put("strict", schema.strict());
                }
            }
        }
    }

    private static @Nullable String effort(Reasoning reasoning) {
        if (reasoning.effort() != null) {
            return reasoning.effort();
        }
        if (!reasoning.wanted()) {
            return null;
        }
        long budget = reasoning.budget() == null ? MEDIUM_BUDGET : reasoning.budget();
        return budget <= LOW_BUDGET ? "low" : budget <= MEDIUM_BUDGET ? "medium" : "high";
    }
}
