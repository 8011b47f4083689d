package dev.sluice.exchange;

import java.util.Set;

/// The parameters by which callers of text-generation-webui and of servers like it say how an answer is drawn, beside
/// those of OpenAI's API. Upstreams of OpenAI's dialect get them as they came; every other dialect has words of its own
/// for some of them.
public final class Samplers {
    /// Those that OpenAI's API does not know.
    public static final Set<String> FURTHER = Set.of(
            "top_k",
            "min_p",
            "typical_p",
            "tfs",
            "top_a",
            "top_n_sigma",
            "epsilon_cutoff",
            "eta_cutoff",
            "xtc_threshold",
            "xtc_probability",
            "dynatemp_low",
            "dynatemp_high",
            "dynatemp_exponent",
            "dynamic_temperature",
            "smoothing_factor",
            "smoothing_curve",
            "adaptive_target",
            "adaptive_decay",
            "dry_multiplier",
            "dry_allowed_length",
            "dry_base",
            "dry_sequence_breakers",
            "repetition_penalty",
            "repetition_penalty_range",
            "encoder_repetition_penalty",
            "no_repeat_ngram_size",
            "penalty_alpha",
            "guidance_scale",
            "negative_prompt",
            "mirostat_mode",
            "mirostat_tau",
            "mirostat_eta",
            "prompt_lookup_num_tokens",
            "max_tokens_second",
            "do_sample",
            "temperature_last",
            "sampler_priority",
            "auto_max_new_tokens",
            "ban_eos_token",
            "add_bos_token",
            "skip_special_tokens",
            "static_cache",
            "truncation_length",
            "custom_token_bans",
            "grammar_string",
            "enable_thinking",
            "preserve_thinking");

    /// All that a preset may hold.
    public static final Set<String> NAMES = all();

    private Samplers() {}

    private static Set<String> all() {
        var all = new java.util.HashSet<>(FURTHER);
        all.addAll(Set.of(
                "temperature",
                "top_p",
                "presence_penalty",
                "frequency_penalty",
                "seed",
                "max_tokens",
                "reasoning_effort"));
        return Set.copyOf(all);
    }
}
