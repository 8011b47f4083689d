package dev.sluice.persona;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Reasoning;
import dev.sluice.exchange.Sampling;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A prompt with the parameters of a preset, which go over those of the request.
final class PresetPrompt {
    private PresetPrompt() {}

    static Prompt with(Prompt prompt, Map<String, JsonNode> preset) {
        Map<String, JsonNode> others = new LinkedHashMap<>(prompt.others());
        preset.forEach((name, value) -> {
            if (!isNeutral(name)) {
                others.put(name, value);
            }
        });
        return new Prompt(
                prompt.messages(),
                prompt.tools(),
                prompt.toolChoice(),
                prompt.parallelTools(),
                sampling(prompt.sampling(), preset),
                prompt.format(),
                reasoning(prompt.reasoning(), preset),
                prompt.user(),
                others);
    }

    private static boolean isNeutral(String name) {
        return switch (name) {
            case "temperature",
                    "top_p",
                    "top_k",
                    "max_tokens",
                    "seed",
                    "presence_penalty",
                    "frequency_penalty",
                    "reasoning_effort",
                    "enable_thinking" -> true;
            default -> false;
        };
    }

    private static Sampling sampling(Sampling own, Map<String, JsonNode> preset) {
        Long topK =
                whole(preset, "top_k", own.topK() == null ? null : own.topK().longValue());
        return new Sampling(
                number(preset, "temperature", own.temperature()),
                number(preset, "top_p", own.topP()),
                topK == null ? null : topK.intValue(),
                whole(preset, "max_tokens", own.maxTokens()),
                own.stop(),
                whole(preset, "seed", own.seed()),
                number(preset, "presence_penalty", own.presencePenalty()),
                number(preset, "frequency_penalty", own.frequencyPenalty()),
                own.choices(),
                own.topLogprobs(),
                own.logitBias());
    }

    private static Reasoning reasoning(Reasoning own, Map<String, JsonNode> preset) {
        JsonNode enabled = preset.get("enable_thinking");
        JsonNode effort = preset.get("reasoning_effort");
        return new Reasoning(
                enabled != null && enabled.isBoolean() ? Boolean.valueOf(enabled.booleanValue()) : own.enabled(),
                effort != null && effort.isTextual() ? effort.textValue() : own.effort(),
                own.budget(),
                own.shown());
    }

    private static @Nullable BigDecimal number(Map<String, JsonNode> preset, String name, @Nullable BigDecimal own) {
        JsonNode value = preset.get(name);
        return value != null && value.isNumber() ? value.decimalValue() : own;
    }

    private static @Nullable Long whole(Map<String, JsonNode> preset, String name, @Nullable Long own) {
        JsonNode value = preset.get(name);
        return value != null && value.isNumber() ? Long.valueOf(value.longValue()) : own;
    }
}
