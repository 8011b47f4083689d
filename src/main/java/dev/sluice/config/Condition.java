package dev.sluice.config;

import java.util.List;
import java.util.regex.Pattern;

/// The light check of a routing condition: its words are known and stand where they may. What its names mean is known
/// only where it is evaluated.
final class Condition {
    private static final Pattern WORD = Pattern.compile(
            "\\s*(?:(?<name>[A-Za-z_][A-Za-z0-9_.-]*)|(?<number>\\d+(?:\\.\\d+)?)|(?<sign>[<>]=?|[=!]=)|(?<open>\\()|(?<close>\\)))\\s*");
    private static final List<String> JOINS = List.of("and", "or");

    private Condition() {}

    static boolean wellFormed(String text) {
        var words = WORD.matcher(text);
        int depth = 0;
        int end = 0;
        boolean wantsValue = true;
        while (end < text.length() && words.find(end) && words.start() == end) {
            end = words.end();
            String name = words.group("name");
            if (words.group("open") != null || "not".equals(name)) {
                depth += words.group("open") == null ? 0 : 1;
                if (!wantsValue) {
                    return false;
                }
            } else if (words.group("close") != null) {
                depth--;
                if (wantsValue || depth < 0) {
                    return false;
                }
            } else {
                boolean joins = words.group("sign") != null || (name != null && JOINS.contains(name));
                if (joins == wantsValue) {
                    return false;
                }
                wantsValue = joins;
            }
        }
        return end == text.length() && depth == 0 && !wantsValue;
    }
}
