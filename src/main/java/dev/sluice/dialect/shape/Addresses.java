package dev.sluice.dialect.shape;

import java.util.regex.Pattern;

/// What a text that stands for an image, a sound or a file may be: an address, the thing itself, or neither.
public final class Addresses {
    // possessive: an address may be as long as a body, and must be read once only
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s\\p{Cntrl}/?#]++[^\\s\\p{Cntrl}]*+");
    private static final int LONGEST_PATH = 4096;

    private Addresses() {}

    /// Whether it is an http(s) address.
    public static boolean web(String text) {
        return WEB.matcher(text).matches();
    }

    /// Whether it may be base64 without a word of what it is. A path on the gateway's machine is not: it is never read.
    public static boolean bare(String text) {
        boolean path = text.startsWith("/")
                && text.length() < LONGEST_PATH
                && MediaSniff.of(text).isEmpty();
        return !text.isEmpty() && !path && text.chars().allMatch(Addresses::base64);
    }

    private static boolean base64(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "+/=-_\r\n".indexOf(c) >= 0;
    }
}
