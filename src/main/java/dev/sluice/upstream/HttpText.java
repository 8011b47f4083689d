package dev.sluice.upstream;

/// The alphabet of HTTP heads.
final class HttpText {
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = '!'; c < 0x7f; c++) {
            TOKEN[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }
    }

    private HttpText() {}

    /// Whether a name may hold it: RFC 9110, section 5.6.2.
    static boolean tokenChar(int c) {
        return c >= 0 && c < 128 && TOKEN[c];
    }

    static boolean blank(int c) {
        return c == ' ' || c == '\t';
    }

    /// The value of a hexadecimal digit, -1 when it is none.
    static int hex(int c) {
        return c < 128 ? Character.digit((char) c, 16) : -1;
    }
}
