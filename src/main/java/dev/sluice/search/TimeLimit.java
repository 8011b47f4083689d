package dev.sluice.search;

import java.util.Locale;

/// How old a result may be.
public enum TimeLimit {
    DAY(1),
    WEEK(7),
    MONTH(31),
    YEAR(365);

    private final int days;

    TimeLimit(int days) {
        this.days = days;
    }

    public int days() {
        return days;
    }

    /// The whole word, such as `week`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The first letter, by which most engines call it.
    public String letter() {
        return word().substring(0, 1);
    }
}
