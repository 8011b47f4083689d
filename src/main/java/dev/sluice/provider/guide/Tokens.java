package dev.sluice.provider.guide;

import java.nio.charset.StandardCharsets;

/// Counts tokens as the guide bills them: one for every four bytes of UTF-8 begun. An estimate, since no model with a
/// vocabulary of its own is at work.
final class Tokens {
    private static final int BYTES_PER_TOKEN = 4;

    private Tokens() {}

    static long in(String text) {
        return inBytes(text.getBytes(StandardCharsets.UTF_8).length);
    }

    static long inBytes(long bytes) {
        return Math.ceilDiv(bytes, BYTES_PER_TOKEN);
    }
}
