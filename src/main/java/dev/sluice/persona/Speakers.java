package dev.sluice.persona;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the two who talk are called.
///
/// @param user the one who asks
/// @param character the one who answers
record Speakers(String user, String character) {
    private static final Pattern USER = Pattern.compile("\\{\\{user}}|<USER>", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARACTER = Pattern.compile("\\{\\{char}}|<BOT>", Pattern.CASE_INSENSITIVE);

    /// The text with both names in the place of their placeholders.
    String named(String text) {
        String half = USER.matcher(text).replaceAll(Matcher.quoteReplacement(user));
        return CHARACTER.matcher(half).replaceAll(Matcher.quoteReplacement(character));
    }
}
