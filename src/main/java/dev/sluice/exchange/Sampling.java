package dev.sluice.exchange;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an answer is drawn, and how long it may get; null = unsaid, so the upstream's own default holds.
///
/// @param maxTokens the most tokens of the answer
/// @param stop texts at which the answer ends
/// @param choices how many answers, at least 1
/// @param topLogprobs how many alternatives of each token to tell: null = no probabilities at all
/// @param logitBias token id to bias, -100 to 100
public record Sampling(
        @Nullable BigDecimal temperature,
        @Nullable BigDecimal topP,
        @Nullable Integer topK,
        @Nullable Long maxTokens,
        List<String> stop,
        @Nullable Long seed,
        @Nullable BigDecimal presencePenalty,
        @Nullable BigDecimal frequencyPenalty,
        int choices,
        @Nullable Integer topLogprobs,
        Map<String, BigDecimal> logitBias) {
    public static final Sampling UNSAID =
            new Sampling(null, null, null, null, List.of(), null, null, null, 1, null, Map.of());

    public Sampling {
        stop = List.copyOf(stop);
        logitBias = Map.copyOf(logitBias);
    }
}
