package dev.sluice.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The lines of a JSONL file, one at a time. Empty lines are passed over, but counted. Used by one thread.
final class JsonLines implements AutoCloseable {
    private static final int LONGEST = 10 * 1024 * 1024;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private int number;

    JsonLines(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /// @param number counted from 1
    /// @param bytes empty where the line is longer than a line may be
    record Line(int number, byte[] bytes) {}

    /// The next line; null when there is none.
    @Nullable
    Line next() {
        try {
            while (true) {
                byte[] bytes = line();
                if (bytes == null) {
                    return null;
                }
                number++;
                if (!blank(bytes)) {
                    return new Line(number, bytes.length > LONGEST ? new byte[0] : withoutMark(bytes));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte @Nullable [] line() throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        var bytes = new ByteArrayOutputStream(512);
        for (int b = first; b >= 0 && b != '\n'; b = in.read()) {
            if (bytes.size() <= LONGEST) {
                bytes.write(b);
            }
        }
        return bytes.toByteArray();
    }

    private byte[] withoutMark(byte[] bytes) {
        boolean marked =
                number == 1 && bytes.length > MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
        return marked ? Arrays.copyOfRange(bytes, MARK.length, bytes.length) : bytes;
    }

    private static boolean blank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
