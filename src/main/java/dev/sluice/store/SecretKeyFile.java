package dev.sluice.store;

import dev.sluice.config.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/// The file that holds the key where the configuration names none: made once, readable by its owner alone.
final class SecretKeyFile {
    private SecretKeyFile() {}

    static Secret in(Path home) throws IOException {
        Path file = home.resolve("secret.key");
        try {
            return read(file);
        } catch (java.nio.file.NoSuchFileException missing) {
            Files.createDirectories(home);
            create(file);
            return read(file);
        }
    }

    private static Secret read(Path file) throws IOException {
        String text = Files.readString(file).strip();
        if (text.isEmpty()) {
            throw new IOException(
                    file + " is empty: restore it from a backup, or delete it and enter the stored" + " secrets again");
        }
        return Secret.of(text);
    }

    private static void create(Path file) throws IOException {
        var key = new byte[Vault.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        byte[] text = (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        Set<OpenOption> onlyNew =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        try (var out = Files.newByteChannel(file, onlyNew, permissions(file))) {
            out.write(ByteBuffer.wrap(text));
        } catch (FileAlreadyExistsException otherProcess) {
            return;
        }
        if (permissions(file).length == 0) {
            ownerOnly(file);
        }
    }

    private static FileAttribute<?>[] permissions(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void ownerOnly(Path path) {
        java.io.File file = path.toFile();
        file.setReadable(false, false);
        file.setWritable(false, false);
        file.setReadable(true, true);
        file.setWritable(true, true);
    }
}
