package dev.sluice.store;

import dev.sluice.config.DataConfig;
import dev.sluice.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals what is stored as secret, and opens it again: AES-256-GCM under one key. Thread-safe.
///
/// A sealed text is `v1.KEY.BYTES`, where KEY tells which key sealed it, so that a node with another one can say so. It
/// opens only for the purpose that it was sealed for: a row's value cannot be moved into another row.
public final class Vault {
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ROUNDS = 210_000;
    private static final byte[] SALT = "sluice data.secret-key".getBytes(StandardCharsets.UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;
    private final String keyId;

    private Vault(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        this.keyId = HexFormat.of().formatHex(sha256(key), 0, 4);
    }

    /// @param text 32 bytes in Base64, as [SecretKeyFile] makes them, or any passphrase
    public static Vault of(Secret text) {
        byte[] decoded = decoded(text.reveal().strip());
        return new Vault(decoded.length == KEY_BYTES ? decoded : stretched(text.reveal()));
    }

    /// The configured key, else the one in the home directory, which is made where there is none.
    static Vault of(DataConfig config, Path home) {
        try {
            return of(config.secretKey().present() ? config.secretKey() : SecretKeyFile.in(home));
        } catch (IOException e) {
            throw new UncheckedIOException("the key of stored secrets cannot be read or made: " + e.getMessage(), e);
        }
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException passphrase) {
            return new byte[0];
        }
    }

    private static byte[] stretched(String passphrase) {
        try {
            var spec = new PBEKeySpec(passphrase.toCharArray(), SALT, ROUNDS, KEY_BYTES * 8);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Tells keys apart and nothing of them.
    public String keyId() {
        return keyId;
    }

    /// @param purpose what the secret is, for example its table, column and row
    public String seal(String secret, String purpose) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] closed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            var all = new byte[NONCE_BYTES + closed.length];
            System.arraycopy(nonce, 0, all, 0, NONCE_BYTES);
            System.arraycopy(closed, 0, all, NONCE_BYTES, closed.length);
            return "v1." + keyId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws SealException where another key sealed it, for another purpose, or it was changed
    public String open(String closed, String purpose) throws SealException {
        String[] parts = closed.split("\\.", 3);
        if (parts.length != 3 || !parts[0].equals("v1")) {
            throw new SealException("it is not a sealed text");
        }
        if (!parts[1].equals(keyId)) {
            throw new SealException("it was sealed with the key " + parts[1] + ", and the key here is " + keyId);
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(parts[2]);
            if (all.length < NONCE_BYTES) {
                throw new SealException("it is cut off");
            }
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            byte[] secret =
                    cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return new String(secret, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SealException("it was changed, or sealed for another purpose");
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
