package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Reasoning;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.ToolChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes how much a model is to think: newer models by effort, older ones by a budget of tokens.
///
/// A budget is at least 1,024 tokens and less than the answer may have; where that leaves no room, where the caller
/// insists on a tool, or where the calls that are being answered came without their signed reasoning, Anthropic refuses
/// a request that asks for thinking, so it is not asked for.
final class ThinkingWriter {
    private static final long LEAST = 1_024;
    private static final long LOW = 2_048;
    private static final long MEDIUM = 8_192;
    private static final long HIGH = 24_576;

    private ThinkingWriter() {}

    /// Tells whether the model will think.
    static boolean write(Prompt prompt, Claude claude, ObjectNode body) {
        Reasoning reasoning = prompt.reasoning();
        if (reasoning.unwanted() && claude.adaptive()) {
            // the newest models think unless told not to
            body.putObject("thinking").put("type", "disabled");
            return false;
        }
        if (!reasoning.wanted() || !claude.thinks() || insists(prompt.toolChoice())) {
            return false;
        }
        return claude.adaptive() ? adaptive(reasoning, body) : budgeted(prompt, body);
    }

    private static boolean insists(@Nullable ToolChoice choice) {
        return choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named;
    }

    private static boolean adaptive(Reasoning reasoning, ObjectNode body) {
        ObjectNode thinking = body.putObject("thinking").put("type", "adaptive");
        if (reasoning.shown() != null) {
            thinking.put("display", reasoning.shown() ? "summarized" : "omitted");
        } else {
            thinking.put("display", "summarized");
        }
        if (reasoning.effort() != null || reasoning.budget() != null) {
            FormatWriter.config(body).put("effort", effort(reasoning));
        }
        return true;
    }

    private static String effort(Reasoning reasoning) {
        String effort = reasoning.effort();
        if (effort != null) {
            return effort.equals("minimal") ? "low" : effort;
        }
        long budget = reasoning.budget() == null ? MEDIUM : reasoning.budget();
        return budget <= LOW ? "low" : budget <= MEDIUM ? "medium" : "high";
    }

    private static boolean budgeted(Prompt prompt, ObjectNode body) {
        long limit = body.path("max_tokens").asLong();
        long budget = Math.min(Math.max(LEAST, budget(prompt.reasoning())), limit - 1);
        if (budget < LEAST || unproven(prompt.messages())) {
            return false;
        }
        body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
        return true;
    }

    private static long budget(Reasoning reasoning) {
        if (reasoning.budget() != null) {
            return reasoning.budget();
        }
        String effort = reasoning.effort() == null ? "medium" : reasoning.effort();
        return switch (effort) {
            case "minimal" -> LEAST;
            case "low" -> LOW;
            case "medium" -> MEDIUM;
            default -> HIGH;
        };
    }

    /// Whether calls that are being answered now lack the reasoning that led to them.
    private static boolean unproven(List<Message> messages) {
        for (Message message : messages.reversed()) {
            if (message.role() == Role.USER) {
                return false;
            }
            if (message.role() == Role.ASSISTANT
                    && message.parts().stream().anyMatch(Part.ToolUse.class::isInstance)
                    && message.parts().stream().noneMatch(ThinkingWriter::proven)) {
                return true;
            }
        }
        return false;
    }

    static boolean proven(Part part) {
        return part instanceof Part.SealedThought
                || part instanceof Part.Thought thought
                        && thought.signature() != null
                        && !thought.signature().isEmpty();
    }
}
