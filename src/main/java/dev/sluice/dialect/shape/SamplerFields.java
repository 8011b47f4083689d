package dev.sluice.dialect.shape;

import static dev.sluice.dialect.shape.Shapes.atLeast;
import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.flag;
import static dev.sluice.dialect.shape.Shapes.integer;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.number;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;

/// What the sampling parameters of [dev.sluice.exchange.Samplers#FURTHER] must look like. The bounds are those within
/// which any server gives them a meaning; -1 switches some of them off.
public final class SamplerFields {
    private static final long MOST = Integer.MAX_VALUE;

    private static final ObjectShape CUTS = object().optional("top_k", integer(-1, MOST))
            .optional("min_p", number(0, 1))
            .optional("typical_p", number(0, 1))
            .optional("tfs", number(0, 1))
            .optional("top_a", number(0, 1))
            .optional("top_n_sigma", atLeast(-1))
            .optional("epsilon_cutoff", atLeast(0))
            .optional("eta_cutoff", atLeast(0))
            .optional("xtc_threshold", number(0, 1))
            .optional("xtc_probability", number(0, 1));

    private static final ObjectShape HEAT = object().optional("dynamic_temperature", flag())
            .optional("dynatemp_low", atLeast(0))
            .optional("dynatemp_high", atLeast(0))
            .optional("dynatemp_exponent", atLeast(0))
            .optional("smoothing_factor", atLeast(0))
            .optional("smoothing_curve", atLeast(0))
            .optional("adaptive_target", number(-1, 1))
            .optional("adaptive_decay", number(0, 1))
            .optional("mirostat_mode", integer(0, 2))
            .optional("mirostat_tau", atLeast(0))
            .optional("mirostat_eta", atLeast(0))
            .optional("temperature_last", flag());

    private static final ObjectShape REPETITION = object().optional("repetition_penalty", atLeast(0))
            .optional("repetition_penalty_range", integer(-1, MOST))
            .optional("encoder_repetition_penalty", atLeast(0))
            .optional("no_repeat_ngram_size", integer(0, MOST))
            .optional("dry_multiplier", atLeast(0))
            .optional("dry_base", atLeast(0))
            .optional("dry_allowed_length", integer(0, MOST))
            .optional("dry_sequence_breakers", either(text(), list(text())))
            .optional("penalty_alpha", atLeast(0))
            .optional("guidance_scale", number())
            .optional("negative_prompt", text());

    private static final ObjectShape GENERATION = object().optional("do_sample", flag())
            .optional("sampler_priority", either(text(), list(text())))
            .optional("prompt_lookup_num_tokens", integer(0, MOST))
            .optional("max_tokens_second", integer(0, MOST))
            .optional("auto_max_new_tokens", flag())
            .optional("ban_eos_token", flag())
            .optional("add_bos_token", flag())
            .optional("skip_special_tokens", flag())
            .optional("static_cache", flag())
            .optional("truncation_length", integer(0, MOST))
            .optional("custom_token_bans", text())
            .optional("grammar_string", text())
            .optional("enable_thinking", flag())
            .optional("preserve_thinking", flag());

    public static final ObjectShape SHAPE =
            CUTS.including(HEAT).including(REPETITION).including(GENERATION);

    private SamplerFields() {}
}
