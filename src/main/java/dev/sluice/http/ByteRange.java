package dev.sluice.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The bytes of a file that a request wants.
///
/// @param first the position of the first
/// @param total how many the whole file has
public record ByteRange(long first, long length, long total) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
    private static final int BUFFER = 16 * 1024;

    public static ByteRange all(long total) {
        return new ByteRange(0, total, total);
    }

    /// Reads a `Range` header; several ranges, or what is none, stand for the whole file.
    ///
    /// @return null where the file has no such bytes
    public static @Nullable ByteRange of(String header, long total) {
        var parts = ONE.matcher(header.strip());
        if (!parts.matches() || parts.group(1).isEmpty() && parts.group(2).isEmpty()) {
            return all(total);
        }
        if (parts.group(1).isEmpty()) {
            long length = Math.min(Long.parseLong(parts.group(2)), total);
            return length == 0 ? null : new ByteRange(total - length, length, total);
        }
        long first = Long.parseLong(parts.group(1));
        long last = parts.group(2).isEmpty() ? total - 1 : Math.min(Long.parseLong(parts.group(2)), total - 1);
        if (first >= total) {
            return null;
        }
        return last < first ? all(total) : new ByteRange(first, last - first + 1, total);
    }

    public boolean partial() {
        return length < total;
    }

    /// As `Content-Range` says it.
    public String told() {
        return "bytes " + first + "-" + (first + length - 1) + "/" + total;
    }

    public void copy(Path file, OutputStream out) throws IOException {
        try (var channel = FileChannel.open(file);
                var in = Channels.newInputStream(channel.position(first))) {
            byte[] buffer = new byte[BUFFER];
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("the file has become shorter");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
