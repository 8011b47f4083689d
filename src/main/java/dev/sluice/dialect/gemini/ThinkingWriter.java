package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Reasoning;
import dev.sluice.exchange.WireJson;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes `thinkingConfig` (https://ai.google.dev/gemini-api/docs/thinking, read 2026-11-21): a level for Gemini 3 and
/// later, a budget of tokens for 2.5, nothing for models that do not think.
final class ThinkingWriter {
    private static final Pattern THOUGHTLESS = Pattern.compile("(?:.*/)?(?:gemini-(?:1|2\\.0)|gemma|learnlm).*");
    private static final Pattern BY_BUDGET = Pattern.compile("(?:.*/)?gemini-2\\.5.*");
    private static final int LOW = 1_024;
    private static final int MEDIUM = 8_192;
    private static final int HIGH = 24_576;
    /// Gemini 2.5 Pro cannot be kept from thinking altogether.
    private static final int LEAST_OF_PRO = 128;

    private ThinkingWriter() {}

    static ObjectNode config(Reasoning reasoning, String model) {
        ObjectNode config = WireJson.object();
        if (THOUGHTLESS.matcher(model).matches()) {
            return config;
        }
        boolean pro = model.contains("pro");
        if (reasoning.unwanted()) {
            if (BY_BUDGET.matcher(model).matches()) {
                config.put("thinkingBudget", pro ? LEAST_OF_PRO : 0);
            } else {
                config.put("thinkingLevel", pro ? "low" : "minimal");
            }
            return config;
        }
        if (reasoning.budget() != null) {
            config.put("thinkingBudget", (int) Math.min(Integer.MAX_VALUE, reasoning.budget()));
        } else if (reasoning.effort() != null) {
            if (BY_BUDGET.matcher(model).matches()) {
                config.put("thinkingBudget", budget(reasoning.effort()));
            } else {
                config.put("thinkingLevel", level(reasoning.effort(), pro));
            }
        }
        Boolean shown = shown(reasoning);
        if (shown != null) {
            config.put("includeThoughts", shown);
        }
        return config;
    }

    /// Who asks for thinking without a word on showing it wants to read it.
    private static @Nullable Boolean shown(Reasoning reasoning) {
        if (reasoning.shown() != null) {
            return reasoning.shown();
        }
        return reasoning.wanted() ? Boolean.TRUE : null;
    }

    private static int budget(String effort) {
        return switch (effort) {
            case "none", "minimal", "low" -> LOW;
            case "medium" -> MEDIUM;
            default -> HIGH;
        };
    }

    private static String level(String effort, boolean pro) {
        return switch (effort) {
            case "none", "minimal" -> pro ? "low" : "minimal";
            case "low", "medium" -> effort;
            default -> "high";
        };
    }
}
