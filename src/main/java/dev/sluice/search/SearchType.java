package dev.sluice.search;

import java.util.Locale;

/// What may be looked for.
public enum SearchType {
    TEXT,
    NEWS,
    IMAGES,
    VIDEOS,
    SUGGESTIONS,
    ANSWERS,
    MAPS,
    TRANSLATE,
    WEATHER;

    /// As it stands in a request.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
