package dev.sluice.dialect.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.LeftOut;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Sampling;
import dev.sluice.exchange.WireJson;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes `options` (https://docs.ollama.com/modelfile, read 2026-11-21) and the members beside it that only Ollama
/// knows.
final class OptionsWriter {
    private static final String OPTIONS = "options";
    private static final Set<String> OWN = Set.of(
            "num_predict",
            "num_ctx",
            "num_keep",
            "num_batch",
            "num_gpu",
            "num_thread",
            "main_gpu",
            "use_mmap",
            "min_p",
            "typical_p",
            "tfs_z",
            "repeat_penalty",
            "repeat_last_n",
            "penalize_newline",
            "mirostat",
            "mirostat_tau",
            "mirostat_eta",
            "draft_num_predict");
    private static final Set<String> SAME =
            Set.of("temperature", "top_p", "top_k", "seed", "stop", "presence_penalty", "frequency_penalty");
    private static final Map<String, String> ELSEWHERE = Map.of(
            "max_tokens", "num_predict",
            "max_completion_tokens", "num_predict",
            "repetition_penalty", "repeat_penalty");

    /// What others call what Ollama knows by another name.
    private static final Map<String, String> TRANSLATED = Map.of(
            "repetition_penalty", "repeat_penalty",
            "repetition_penalty_range", "repeat_last_n",
            "mirostat_mode", "mirostat",
            "tfs", "tfs_z");
    private static final Set<String> SAID =
            Stream.concat(OWN.stream(), TRANSLATED.keySet().stream()).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> BESIDE = Set.of("keep_alive", "truncate", "shift");

    private OptionsWriter() {}

    static void write(Prompt prompt, ObjectNode body) {
        ObjectNode options = WireJson.object();
        sampling(prompt.sampling(), options);
        prompt.others().forEach((name, value) -> {
            if (OWN.contains(name)) {
                options.set(name, value);
            } else if (TRANSLATED.containsKey(name)) {
                options.set(TRANSLATED.get(name), value);
            } else if (name.equals(OPTIONS) && value.isObject()) {
                options.setAll((ObjectNode) value);
            } else if (BESIDE.contains(name)) {
                body.set(name, value);
            }
        });
        LeftOut.tell("ollama", prompt, SAID);
        if (!options.isEmpty()) {
            body.set(OPTIONS, options);
        }
    }

    private static void sampling(Sampling sampling, ObjectNode options) {
        refuseTheUnknown(sampling);
        put(options, "temperature", sampling.temperature());
        put(options, "top_p", sampling.topP());
        put(options, "presence_penalty", sampling.presencePenalty());
        put(options, "frequency_penalty", sampling.frequencyPenalty());
        if (sampling.topK() != null) {
            options.put("top_k", sampling.topK());
        }
        if (sampling.maxTokens() != null) {
            options.put("num_predict", (int) Math.min(Integer.MAX_VALUE, sampling.maxTokens()));
        }
        if (!sampling.stop().isEmpty()) {
            sampling.stop().forEach(options.putArray("stop")::add);
        }
        if (sampling.seed() != null) {
            options.put("seed", seed(sampling.seed()));
        }
    }

    private static void refuseTheUnknown(Sampling sampling) {
        if (sampling.choices() > 1) {
            throw PromptWriter.unsupported("n", "Providers of the kind ollama give one answer; n must be 1.");
        }
        if (!sampling.logitBias().isEmpty()) {
            throw PromptWriter.unsupported("logit_bias", "logit_bias is not known to providers of the kind ollama.");
        }
        if (sampling.topLogprobs() != null) {
            throw PromptWriter.unsupported(
                    "logprobs", "The probabilities of tokens cannot be had from providers of the kind ollama.");
        }
    }

    /// Ollama's seeds have 32 bits; equal seeds stay equal.
    private static int seed(long seed) {
        return (int) seed == seed ? (int) seed : Long.hashCode(seed);
    }

    private static void put(ObjectNode options, String name, @Nullable BigDecimal value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    /// An operator's members: options wherever they are written, and anything else beside them.
    static void override(ObjectNode overrides, ObjectNode body) {
        overrides.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            String option = OWN.contains(name) || SAME.contains(name) ? name : ELSEWHERE.get(name);
            if (option != null) {
                set(body.withObjectProperty(OPTIONS), option, listed(option, value));
            } else if (name.equals(OPTIONS) && value.isObject()) {
                ObjectNode options = body.withObjectProperty(OPTIONS);
                value.properties().forEach(one -> set(options, one.getKey(), one.getValue()));
            } else {
                set(body, name, value);
            }
        });
        if (body.path(OPTIONS).isObject() && body.path(OPTIONS).isEmpty()) {
            body.remove(OPTIONS);
        }
    }

    private static JsonNode listed(String name, JsonNode value) {
        return name.equals("stop") && value.isTextual()
                ? JsonNodeFactory.instance.arrayNode().add(value)
                : value;
    }

    private static void set(ObjectNode into, String name, JsonNode value) {
        if (value.isNull()) {
            into.remove(name);
        } else {
            into.set(name, value);
        }
    }
}
