package dev.sluice.search;

import java.util.Locale;

/// How much of what is not for everybody's eyes an engine is to leave out.
public enum SafeSearch {
    MODERATE,
    ON,
    OFF;

    /// As it stands in a request.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// One of three words, as an engine names the three levels.
    public String pick(String on, String moderate, String off) {
        return switch (this) {
            case ON -> on;
            case MODERATE -> moderate;
            case OFF -> off;
        };
    }
}
