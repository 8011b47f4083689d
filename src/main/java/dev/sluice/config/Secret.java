package dev.sluice.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A key or password that never prints itself. An empty one is no secret: it equals nothing and admits nobody.
public final class Secret {
    public static final Secret NONE = new Secret("");

    private final byte[] value;

    private Secret(String value) {
        this.value = value.getBytes(StandardCharsets.UTF_8);
    }

    public static Secret of(String value) {
        return value.isEmpty() ? NONE : new Secret(value);
    }

    public boolean present() {
        return value.length > 0;
    }

    /// Compares in a time that does not depend on where the two differ.
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(value, candidate.getBytes(StandardCharsets.UTF_8)) && present();
    }

    /// The value itself, for the one place that sends it.
    public String reveal() {
        return new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(value, secret.value);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return present() ? "***" : "";
    }
}
