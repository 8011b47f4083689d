package dev.sluice.batch;

import java.util.Locale;

/// Where a batch is on its way.
public enum BatchStatus {
    VALIDATING,
    IN_PROGRESS,
    FINALIZING,
    COMPLETED,
    FAILED,
    EXPIRED,
    CANCELLING,
    CANCELLED;

    /// OpenAI's word.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BatchStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// Whether nothing more happens.
    public boolean ended() {
        return switch (this) {
            case COMPLETED, FAILED, EXPIRED, CANCELLED -> true;
            case VALIDATING, IN_PROGRESS, FINALIZING, CANCELLING -> false;
        };
    }
}
