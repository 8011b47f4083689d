package dev.sluice.dispatch.emulation;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;

/// A caller's pattern, matched in time that grows with the text alone.
final class LinearPattern implements RegularExpression {
    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /// What linear matching cannot do (looking ahead, for example) matches everything: the provider has to see to it.
    static RegularExpression of(String regex) {
        try {
            return new LinearPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            return value -> true;
        }
    }

    @Override
    public boolean matches(String value) {
        return pattern.matcher(value).find();
    }
}
