package dev.sluice.ui;

import java.util.Arrays;

/// A file as it goes out, with the headers that belong to it.
///
/// @param bytes not to be changed
/// @param etag in quotes, a hash of the bytes
/// @param cacheControl the value of `Cache-Control`
/// @param contentSecurityPolicy the value of `Content-Security-Policy`
public record Asset(byte[] bytes, String contentType, String etag, String cacheControl, String contentSecurityPolicy) {

    /// Whether a browser that sends this `If-None-Match` has the file already.
    public boolean known(String ifNoneMatch) {
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
