package dev.sluice.dialect.anthropic;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a model of Anthropic's takes, told by its name (https://platform.claude.com/docs/en/about-claude/models, read
/// 2026-11-21). A name that is none of Anthropic's is another vendor's model behind the same dialect.
///
/// @param version major version times ten plus the minor one: 35, 41, 48; 0 where the name is not Anthropic's
record Claude(int version) {
    /// `claude-3-5-sonnet-20241022`, `claude-opus-4-1`, `claude-sonnet-4.5`, `anthropic/claude-sonnet-5`.
    private static final Pattern NAME =
            Pattern.compile("claude-(?:[a-z]+-)?(\\d{1,2})(?:[-.](\\d))?(?![0-9])(?:[-@:.].*)?");

    private static final long DEFAULT = 32_000;

    static Claude of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        int start = name.indexOf("claude-");
        Matcher matcher = NAME.matcher(start < 0 ? "" : name.substring(start));
        if (!matcher.matches()) {
            return new Claude(0);
        }
        int minor = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return new Claude(Integer.parseInt(matcher.group(1)) * 10 + minor);
    }

    /// How long an answer may get where the caller does not say: what the model can, but no more than a whole answer
    /// may reasonably take.
    long defaultLimit() {
        return switch (version) {
            case 0, 35 -> 8_192;
            case 37 -> DEFAULT;
            default -> version < 37 ? 4_096 : DEFAULT;
        };
    }

    /// Whether it can think at all; other vendors' models are taken at the caller's word.
    boolean thinks() {
        return version == 0 || version >= 37;
    }

    /// Whether it decides itself how much to think, by effort and not by budget.
    boolean adaptive() {
        return version >= 46;
    }

    /// Whether it follows a JSON schema by itself.
    boolean structured() {
        return version >= 45;
    }

    /// Whether it refuses temperature, top_p and top_k.
    boolean fixedSampling() {
        return version >= 47;
    }

    /// Whether it refuses temperature and top_p at once.
    boolean eitherTemperatureOrTopP() {
        return version >= 41;
    }
}
