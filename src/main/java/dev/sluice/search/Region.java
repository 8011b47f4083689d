package dev.sluice.search;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where, and in which language, results are to come from.
///
/// @param country two letters in lower case; empty = anywhere
/// @param language two letters in lower case; empty = any
public record Region(String country, String language) {
    public static final Region ALL = new Region("", "");

    private static final Pattern PAIR = Pattern.compile("([A-Za-z]{2})[-_]([A-Za-z]{2})");

    /// Reads `all`, the engines' `us-en` (country, language) and a locale such as `en-US`, told apart by its
    /// capitals.
    ///
    /// @return empty where it is none of these
    public static Optional<Region> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || lower.equals("all") || lower.equals("wt-wt")) {
            return Optional.of(ALL);
        }
        var pair = PAIR.matcher(text);
        if (!pair.matches()) {
            return Optional.empty();
        }
        boolean locale = pair.group(2).chars().allMatch(Character::isUpperCase)
                && pair.group(1).chars().allMatch(Character::isLowerCase);
        String country = locale ? pair.group(2) : pair.group(1);
        String language = locale ? pair.group(1) : pair.group(2);
        return Optional.of(new Region(british(country.toLowerCase(Locale.ROOT)), language.toLowerCase(Locale.ROOT)));
    }

    /// The code that people write is not the one of the standard.
    private static String british(String country) {
        return country.equals("uk") ? "gb" : country;
    }

    public boolean everywhere() {
        return country.isEmpty();
    }

    /// Such as `us-en`; `otherwise` for anywhere.
    public String countryFirst(String otherwise) {
        return everywhere() ? otherwise : country + "-" + language;
    }

    /// Such as `en-US`; `otherwise` for anywhere.
    public String locale(String otherwise) {
        return everywhere() ? otherwise : language + "-" + country.toUpperCase(Locale.ROOT);
    }
}
