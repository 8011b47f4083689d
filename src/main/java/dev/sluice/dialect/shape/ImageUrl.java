package dev.sluice.dialect.shape;

import java.util.regex.Pattern;

/// The addresses that an image in a message may have: http, https, or the image itself.
public final class ImageUrl {
    private static final Pattern INLINE =
            Pattern.compile("(?i)data:image/[a-z0-9.+-]+(;[a-z0-9-]+=[a-z0-9.+-]+)*;base64");
    private static final int LONGEST_HEAD = 200;

    private ImageUrl() {}

    /// Whether `url` is such an address; inline ones must hold base64 with its padding.
    public static boolean valid(String url) {
        if (!url.regionMatches(true, 0, "data:", 0, 5)) {
            return Addresses.web(url);
        }
        int comma = url.indexOf(',');
        return comma > 0
                && comma < LONGEST_HEAD
                && INLINE.matcher(url.substring(0, comma)).matches()
                && base64(url, comma + 1);
    }

    /// Whether the rest of `text` is base64 with its padding. Looks only: images are large and pass undecoded.
    private static boolean base64(String text, int from) {
        int length = text.length() - from;
        if (length == 0 || length % 4 != 0) {
            return false;
        }
        int end = text.length();
        for (int pads = 0; pads < 2 && text.charAt(end - 1) == '='; pads++) {
            end--;
        }
        for (int at = from; at < end; at++) {
            if (!base64(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean base64(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
