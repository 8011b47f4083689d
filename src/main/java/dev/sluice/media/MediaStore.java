package dev.sluice.media;

import dev.sluice.config.MediaConfig;
import dev.sluice.exchange.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Media by the hash of their content, in one folder. Thread-safe.
public final class MediaStore {
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.([a-z0-9]{2,4})");
    private static final System.Logger LOG = System.getLogger("dev.sluice.media");

    private final Supplier<MediaConfig> config;
    private final Clock clock;
    private final ReentrantLock sweeping = new ReentrantLock();

    public MediaStore(Supplier<MediaConfig> config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /// Keeps some bytes; the same bytes are kept once, and live on from now.
    public MediaFile keep(byte[] bytes) {
        MediaType type = MediaType.of(bytes);
        String name = HexFormat.of().formatHex(digest(bytes)) + "." + type.extension();
        Path folder = config.get().dir();
        Path path = folder.resolve(name);
        try {
            if (Files.exists(path)) {
                Files.setLastModifiedTime(path, FileTime.from(clock.instant()));
            } else {
                Files.createDirectories(folder);
                Path half = Files.createTempFile(folder, "half-", ".part");
                try {
                    Files.write(half, bytes);
                    Files.setLastModifiedTime(half, FileTime.from(clock.instant()));
                    Files.move(half, path, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(half);
                }
                sweep();
            }
            return new MediaFile(name, type, path, bytes.length, clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The file of that name; empty where it is not there, has expired, or the name is none of ours.
    public Optional<MediaFile> find(String name) {
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Path path = config.get().dir().resolve(name);
        return MediaType.named(parts.group(2))
                .flatMap(type -> kept(path).map(kept -> new MediaFile(name, type, path, kept.length, kept.modified)));
    }

    private record Kept(Path path, long length, Instant modified) {}

    private Optional<Kept> kept(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var kept = new Kept(
                    path, attributes.size(), attributes.lastModifiedTime().toInstant());
            boolean expired = kept.modified.plus(config.get().expiry()).isBefore(clock.instant());
            return attributes.isRegularFile() && !expired ? Optional.of(kept) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Deletes what has expired, and the oldest where there is too much.
    public void sweep() {
        if (!sweeping.tryLock()) {
            return;
        }
        try {
            List<Kept> all = new ArrayList<>();
            try (var files = Files.newDirectoryStream(config.get().dir())) {
                for (Path path : files) {
                    boolean ours = NAME.matcher(path.getFileName().toString()).matches();
                    Optional<Kept> kept = ours ? kept(path) : Optional.empty();
                    if (kept.isPresent()) {
                        all.add(kept.get());
                    } else if (ours) {
                        Files.deleteIfExists(path);
                    }
                }
            }
            shrink(all);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "there are no media to sweep", e);
        } finally {
            sweeping.unlock();
        }
    }

    private void shrink(List<Kept> all) throws IOException {
        long total = all.stream().mapToLong(Kept::length).sum();
        all.sort(Comparator.comparing(Kept::modified));
        for (Kept kept : all) {
            if (total <= config.get().maxTotal()) {
                return;
            }
            Files.deleteIfExists(kept.path);
            total -= kept.length;
        }
    }
}
