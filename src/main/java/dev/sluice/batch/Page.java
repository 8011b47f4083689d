package dev.sluice.batch;

import java.util.List;

/// Some of a list's rows, and whether there are more behind them.
public record Page<T>(List<T> rows, boolean more) {
    public Page {
        rows = List.copyOf(rows);
    }

    /// @param rows one more than `limit` where there are more
    static <T> Page<T> of(List<T> rows, int limit) {
        return rows.size() > limit ? new Page<>(rows.subList(0, limit), true) : new Page<>(rows, false);
    }
}
