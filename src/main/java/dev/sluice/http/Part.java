package dev.sluice.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One part of a form.
///
/// @param filename as the sender wrote it, a whole path perhaps; null for a plain field
/// @param contentType as the sender wrote it
/// @param content its bytes; they can be read once, until the next part is asked for
public record Part(
        String name, @Nullable String filename, @Nullable String contentType, InputStream content) {
    private static final int LONGEST_TEXT = 256 * 1024;
    private static final int LONGEST_SHOWN = 64;

    public boolean isFile() {
        return filename != null;
    }

    /// The whole content of a field as text.
    ///
    /// @throws dev.sluice.exchange.RefusedException where it is longer than a field may be
    public String text() {
        try {
            byte[] bytes = content.readNBytes(LONGEST_TEXT + 1);
            if (bytes.length > LONGEST_TEXT) {
                throw Multipart.malformed("the field '" + shown(name) + "' is longer than " + LONGEST_TEXT + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// A name from outside, fit for a message.
    static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "_");
        return plain.length() > LONGEST_SHOWN ? plain.substring(0, LONGEST_SHOWN) : plain;
    }
}
