package dev.sluice.upstream;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes secrets and addresses out of what an upstream said, before it is passed on or logged. Immutable.
///
/// Known secrets go wherever they stand; what only looks like a key or an address goes too, since an upstream may tell
/// of one that we do not know. The cost is bounded: a long message is cut, and no expression can go over the same text
/// more than a few times.
public final class Redactor {
    private static final int MAX_MESSAGE = 4 * 1024;
    private static final int LONGEST_WORD = 512;
    private static final int SHORTEST_SECRET = 4;
    private static final String SECRET = "***";
    private static final String ADDRESS = "[address]";
    private static final String VALUE = "[^\\s\"',;&]++";

    // every repetition is possessive or bounded: no message can make them try the same text again and again
    private static final List<Rule> RULES = List.of(
            new Rule("(?i)\\b[a-z][a-z0-9+.-]{0,15}://[^\\s\"'<>\\\\]++", ADDRESS),
            new Rule("\\beyJ[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+){1,4}+", SECRET),
            new Rule("\\bAIza[A-Za-z0-9_-]{16,}+", SECRET),
            new Rule("\\b(?:sk|pk|rk|gsk|hf|fw|r8|xai|pplx|nvapi|csk|tgp|ghp|glpat)[-_][A-Za-z0-9_*.-]{6,}+", SECRET),
            new Rule(
                    "(?i)\\b(bearer)\\s{1,8}+(?!(?:token|auth|authentication|authorization)\\b)" + VALUE,
                    "$1 " + SECRET),
            new Rule("\\b(Basic) (?=[A-Za-z+/]{0,80}[0-9=])[A-Za-z0-9+/]{8,}+=*+", "$1 " + SECRET),
            new Rule(
                    "(?i)((?:api|access|secret|auth|private)[ _-]?+(?:key|token)|\\b(?:password|secret|authorization))"
                            + "([\"']?+\\s{0,4}+[=:]\\s{0,4}+[\"']?+)" + VALUE,
                    "$1$2" + SECRET),
            new Rule("(?i)\\b(key|token|sig|signature)=" + VALUE, "$1=" + SECRET),
            new Rule(
                    "(?i)(?<![\\w:])\\[?+(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}"
                            + "|(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6}+)?+"
                            + "|::[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6}+)(?:\\.\\d{1,3}){0,3}+(?:%\\w{1,16}+)?+"
                            + "(?:](?::\\d{1,5}+)?+)?+(?!\\w)",
                    ADDRESS),
            new Rule("(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5}+)?+(?!\\w|\\.\\d)", ADDRESS),
            new Rule("(?i)\\blocalhost\\b(?::\\d{1,5}+)?+", ADDRESS),
            new Rule("(?i)(?<![\\w.-])[a-z0-9-]{1,63}+(?:\\.[a-z0-9-]{1,63}+){1,8}+:\\d{2,5}+\\b", ADDRESS));

    private final List<String> secrets;
    private final List<Pattern> addresses;
    private final int longestWord;

    private record Rule(Pattern pattern, String replacement) {
        Rule(String expression, String replacement) {
            this(Pattern.compile(expression), replacement);
        }
    }

    /// @param secrets keys that are known to be in use; those shorter than four characters are words, and stay
    /// @param hosts names that no rule can tell from ordinary words, such as those of a container network
    public Redactor(Collection<String> secrets, Collection<String> hosts) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .flatMap(secret -> Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                .distinct()
                // one may be the beginning of another
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        addresses = hosts.stream()
                .filter(host -> !host.isBlank())
                .map(host -> Pattern.compile(
                        "(?<![\\w.-])" + Pattern.quote(host) + "(?::\\d{1,5}+)?+(?![\\w-])", Pattern.CASE_INSENSITIVE))
                .toList();
        longestWord = Math.max(
                LONGEST_WORD,
                this.secrets.isEmpty() ? 0 : this.secrets.getFirst().length());
    }

    public String redact(String message) {
        var text = cut(message);
        for (var secret : secrets) {
            text = text.replace(secret, SECRET);
        }
        for (var rule : RULES) {
            text = rule.pattern().matcher(text).replaceAll(rule.replacement());
        }
        for (var address : addresses) {
            text = address.matcher(text).replaceAll(ADDRESS);
        }
        return text;
    }

    /// Cuts between words: half a key is not found by the rule for a whole one.
    private String cut(String message) {
        if (message.length() <= MAX_MESSAGE) {
            return message;
        }
        int end = MAX_MESSAGE;
        while (end > MAX_MESSAGE - longestWord && end > 0 && !Character.isWhitespace(message.charAt(end))) {
            end--;
        }
        return message.substring(0, end) + " …";
    }
}
