package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Sampling;
import dev.sluice.exchange.WireJson;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Writes `generationConfig` (https://ai.google.dev/api/generate-content#generationconfig, read 2026-11-21).
final class GenerationWriter {
    private GenerationWriter() {}

    static ObjectNode config(Prompt prompt, String model) {
        ObjectNode config = WireJson.object();
        sampling(prompt.sampling(), config);
        switch (prompt.format()) {
            case OutputFormat.Text() -> {}
            case OutputFormat.JsonObject() -> config.put("responseMimeType", "application/json");
            case OutputFormat.JsonSchema schema ->
                config.put("responseMimeType", "application/json").set("responseJsonSchema", schema.schema());
        }
        ObjectNode thinking = ThinkingWriter.config(prompt.reasoning(), model);
        if (!thinking.isEmpty()) {
            config.set("thinkingConfig", thinking);
        }
        return config;
    }

    private static void sampling(Sampling sampling, ObjectNode config) {
        if (!sampling.logitBias().isEmpty()) {
            throw PromptWriter.unsupported("logit_bias", "logit_bias is not known to providers of the kind gemini.");
        }
        if (sampling.topLogprobs() != null) {
            throw PromptWriter.unsupported(
                    "logprobs", "The probabilities of tokens cannot be had from providers of the kind gemini.");
        }
        put(config, "temperature", sampling.temperature());
        put(config, "topP", sampling.topP());
        put(config, "presencePenalty", sampling.presencePenalty());
        put(config, "frequencyPenalty", sampling.frequencyPenalty());
        // other servers switch it off by 0 or -1
        if (sampling.topK() != null && sampling.topK() > 0) {
            config.put("topK", sampling.topK());
        }
        if (sampling.maxTokens() != null) {
            config.put("maxOutputTokens", (int) Math.min(Integer.MAX_VALUE, sampling.maxTokens()));
        }
        if (!sampling.stop().isEmpty()) {
            sampling.stop().forEach(config.putArray("stopSequences")::add);
        }
        if (sampling.choices() > 1) {
            config.put("candidateCount", sampling.choices());
        }
        if (sampling.seed() != null) {
            config.put("seed", seed(sampling.seed()));
        }
    }

    /// Gemini's seeds have 32 bits; equal seeds stay equal.
    private static int seed(long seed) {
        return (int) seed == seed ? (int) seed : Long.hashCode(seed);
    }

    private static void put(ObjectNode config, String name, @Nullable BigDecimal value) {
        if (value != null) {
            config.put(name, value);
        }
    }
}
