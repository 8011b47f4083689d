package dev.sluice.exchange;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The bytes of an image, a sound or a document: here, or at an address. Exactly one of `base64` and `url` is there.
///
/// @param mediaType for example `image/png`; null where an address does not tell
public record Content(
        @Nullable String mediaType,
        @Nullable String base64,
        @Nullable String url) {
    public Content {
        if ((base64 == null) == (url == null)) {
            throw new IllegalArgumentException("content is either here or at an address");
        }
    }

    public static Content of(String mediaType, String base64) {
        return new Content(mediaType, base64, null);
    }

    /// What an address names; a `data:` address in base64 is taken apart.
    public static Content at(String url) {
        int comma = url.indexOf(',');
        if (!url.regionMatches(true, 0, "data:", 0, 5) || comma < 0) {
            return new Content(null, null, url);
        }
        String head = url.substring(5, comma);
        int end = head.indexOf(';');
        String type = (end < 0 ? head : head.substring(0, end)).toLowerCase(Locale.ROOT);
        return new Content(type.isEmpty() ? "text/plain" : type, url.substring(comma + 1), null);
    }

    /// As an address: the one it has, or a `data:` address.
    public String asUrl() {
        return url != null
                ? url
                : "data:" + (mediaType == null ? "application/octet-stream" : mediaType) + ";base64," + base64;
    }
}
