package dev.sluice.upstream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a stream that has one message on each line (https://github.com/ndjson/ndjson-spec, read 2026-11-21), whatever
/// the line ends; blank lines are none. The last line needs no end.
public final class LineReader extends MessageReader {
    private final int maxLine;

    /// @param maxLine the most bytes of one line
    public LineReader(UpstreamBody body, int maxLine) {
        super(body, maxLine);
        this.maxLine = maxLine;
    }

    @Override
    @Nullable
    SseEvent search() {
        while (lineEnd() || ended && lineFrom < end) {
            byte[] line = Arrays.copyOfRange(buffer, lineFrom, searched);
            lineFrom = Math.min(searched + 1, end);
            searched = lineFrom;
            if (!blank(line)) {
                return new SseEvent("", line);
            }
        }
        return null;
    }

    private static boolean blank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    TooLargeException tooLarge() {
        return new TooLargeException("a line of the upstream is larger than " + maxLine + " bytes");
    }
}
