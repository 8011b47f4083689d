package dev.sluice.upstream;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a stream that has one message on each line (https://github.com/ndjson/ndjson-spec, read 2026-11-21), whatever
/// the line ends; blank lines are none. The last line needs no end.
public final class LineReader implements MessageReader {
    private static final int BUFFER = 4 * 1024;

    private final UpstreamBody body;
    private final int maxLine;
    private byte[] buffer = new byte[BUFFER];
    private int from;
    private int searched;
    private int end;
    private boolean ended;
    private @Nullable SseEvent ahead;
    private @Nullable IOException failure;

    /// @param maxLine the most bytes of one line
    public LineReader(UpstreamBody body, int maxLine) {
        this.body = body;
        this.maxLine = maxLine;
    }

    @Override
    public @Nullable SseEvent next() throws IOException {
        SseEvent line = ahead;
        ahead = null;
        while (line == null) {
            line = search();
            if (line == null) {
                if (failure != null) {
                    throw failure;
                }
                if (ended) {
                    return null;
                }
                fill();
            }
        }
        return line;
    }

    @Override
    public boolean ready() {
        try {
            while (ahead == null && failure == null) {
                ahead = search();
                if (ahead == null) {
                    if (ended || body.available() == 0) {
                        return false;
                    }
                    fill();
                }
            }
        } catch (IOException e) {
            failure = e;
        }
        return true;
    }

    /// The next line of what is buffered.
    private @Nullable SseEvent search() {
        while (true) {
            int at = searched;
            while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            searched = at;
            boolean whole = at < end || ended && from < end;
            if (!whole) {
                return null;
            }
            byte[] line = Arrays.copyOfRange(buffer, from, at);
            from = Math.min(at + 1, end);
            searched = from;
            if (!blank(line)) {
                return new SseEvent("", line);
            }
        }
    }

    private static boolean blank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        int partial = end - from;
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, partial);
            searched -= from;
            from = 0;
            end = partial;
        }
        if (end == buffer.length) {
            if (partial >= maxLine) {
                failure = new TooLargeException("a line of the upstream is larger than " + maxLine + " bytes");
                throw failure;
            }
            buffer = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, maxLine));
        }
        int read = body.read(buffer, end, buffer.length - end);
        ended = read < 0;
        end += Math.max(read, 0);
    }
}
