package dev.sluice.dialect.shape;

import dev.sluice.exchange.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// What base64 holds, by its first bytes.
public final class MediaSniff {
    /// As many characters as hold whole bytes.
    private static final int HEAD = 64;

    private MediaSniff() {}

    /// The media type; empty where the bytes are of no kind that is known here.
    public static Optional<String> of(String base64) {
        int length = Math.min(HEAD, base64.length() / 4 * 4);
        try {
            byte[] head = Base64.getDecoder().decode(base64.substring(0, length));
            MediaType type = MediaType.of(head);
            if (type != MediaType.OTHER) {
                return Optional.of(type.contentType());
            }
            return new String(head, StandardCharsets.ISO_8859_1).startsWith("%PDF-")
                    ? Optional.of("application/pdf")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
