package dev.sluice.exchange;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes an upstream's words fit for a caller: short, on one line, without keys and addresses.
public final class Redaction {
    /// The longest message that is passed on.
    public static final int MAX = 2000;

    private static final int MAX_NAME = 100;

    // possessive or bounded throughout: no text makes these go back and try again for long
    private static final Pattern ADDRESS = Pattern.compile("\\b(?:https?|wss?)://[^\\s\"'<>)\\]]++"
            + "|\\b\\d{1,3}+(?:\\.\\d{1,3}+){3}(?::\\d{1,5}+)?+\\b"
            + "|\\[[0-9a-fA-F:.]{2,45}+\\](?::\\d{1,5}+)?+"
            + "|\\b(?:localhost|[a-zA-Z0-9-]{1,63}+(?:\\.[a-zA-Z0-9-]{1,63}+){1,8}):\\d{2,5}+\\b");
    private static final Pattern KEY = Pattern.compile("(?i)\\bbearer\\s++\\S++"
            + "|\\b(?:sk|pk|rk|gsk|xai|hf|nvapi|pplx|csk|fw|r8|tgp|key|org|proj)[-_]"
            + "(?=[a-z_.-]{0,200}+[0-9*])[a-z0-9*._-]{8,}+"
            + "|\\bAIza[a-z0-9_-]{20,}+"
            + "|\\b[a-z0-9]{0,8}+\\*{4,}+[a-z0-9]{0,8}+"
            + "|\\b[a-z0-9]{32,}+");
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cntrl}]++");

    private Redaction() {}

    public static String of(String message) {
        String some = message.substring(0, Math.min(message.length(), 4 * MAX));
        String line = BLANK.matcher(some).replaceAll(" ").strip();
        String safe = KEY.matcher(ADDRESS.matcher(line).replaceAll("[address]")).replaceAll("[key]");
        return safe.length() <= MAX ? safe : safe.substring(0, MAX - 1) + "…";
    }

    /// The same for a word that says what kind of error it is.
    public static @Nullable String ofName(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String safe = of(name);
        return safe.length() <= MAX_NAME ? safe : safe.substring(0, MAX_NAME);
    }
}
