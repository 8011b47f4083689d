package dev.sluice.exchange;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The verdicts on a [ModerationRequest].
public sealed interface ModerationReply {

    /// One verdict for each item, in their order.
    record Verdicts(List<Verdict> verdicts) implements ModerationReply {
        public Verdicts {
            verdicts = List.copyOf(verdicts);
        }
    }

    /// OpenAI's own answer as it came.
    record Wire(byte[] json, Usage usage) implements ModerationReply {}

    /// @param scores 0 to 1 by OpenAI's name of the category
    /// @param flagged the categories that the item belongs to
    record Verdict(Map<String, Double> scores, Set<String> flagged) {
        public Verdict {
            scores = Map.copyOf(scores);
            flagged = Set.copyOf(flagged);
        }
    }
}
