package dev.sluice.config;

import java.util.regex.Pattern;

/// `images`: what images that callers show a model are made to fit. Nothing of it is on until told: bytes pass through.
///
/// @param maxSize the box that an image must fit into, for example `1536x1024`; empty = any
/// @param maxBytes the most bytes that an image may have; 0 = any number
public record ImagesConfig(String maxSize, long maxBytes) {
    private static final Pattern BOX = Pattern.compile("([1-9]\\d{1,4})x([1-9]\\d{1,4})");
    private static final long LEAST_BYTES = 16 * 1024;

    public ImagesConfig {
        Rules.of("images")
                .check(
                        maxSize.isEmpty() || BOX.matcher(maxSize).matches(),
                        "max-size",
                        "must be width x height, such as 1536x1024")
                .check(maxBytes == 0 || maxBytes >= LEAST_BYTES, "max-bytes", "must be 0 or at least 16KB")
                .done();
    }

    /// Pixels from left to right.
    public int maxWidth() {
        return side(1);
    }

    /// Pixels from top to bottom.
    public int maxHeight() {
        return side(2);
    }

    public boolean off() {
        return maxSize.isEmpty() && maxBytes == 0;
    }

    private int side(int group) {
        var box = BOX.matcher(maxSize);
        return box.matches() ? Integer.parseInt(box.group(group)) : Integer.MAX_VALUE;
    }
}
