package dev.sluice.provider.wire;

/// The header that a kind of upstream wants its key in.
///
/// @param name in lower case
/// @param prefix what stands before the key
public record KeyHeader(String name, String prefix) {
    public static final KeyHeader BEARER = new KeyHeader("authorization", "Bearer ");
}
