package dev.sluice.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much each document of a [RerankRequest] has to do with the question, in any order.
///
/// @param wire the upstream's own answer, whose further members travel; null where there is none
public record RerankReply(
        List<Score> scores, Usage usage, @Nullable Document wire) {
    public RerankReply {
        scores = List.copyOf(scores);
    }

    /// @param index the document's position in the request
    /// @param relevance the more, the better; finite
    public record Score(int index, double relevance) {}
}
