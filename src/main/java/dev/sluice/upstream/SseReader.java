package dev.sluice.upstream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads server-sent events (WHATWG HTML, section 9.2), whatever their line ends and however their bytes are split.
///
/// Unlike a browser it also gives the last event when the stream ends without the blank line after it.
public final class SseReader extends MessageReader {
    private static final int FIELD_NAME = 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final SseFields fields;
    private boolean afterCr;
    private boolean begun;

    /// @param maxEvent the most bytes of one event, or of one line
    public SseReader(UpstreamBody body, int maxEvent) {
        super(body, (long) maxEvent + FIELD_NAME);
        fields = new SseFields(maxEvent);
    }

    @Override
    @Nullable
    SseEvent search() {
        try {
            while (failure == null) {
                if (!lineEnd()) {
                    return ended ? last() : null;
                }
                int at = searched;
                var secondOfTwo = afterCr && at == lineFrom && buffer[at] == '\n';
                afterCr = buffer[at] == '\r';
                var event = secondOfTwo ? null : line(at);
                lineFrom = ++searched;
                if (event != null) {
                    return event;
                }
            }
        } catch (TooLargeException e) {
            failure = e;
        }
        return null;
    }

    private @Nullable SseEvent last() throws TooLargeException {
        if (lineFrom < end) {
            line(end);
            lineFrom = end;
        }
        return fields.end();
    }

    private @Nullable SseEvent line(int to) throws TooLargeException {
        if (!begun) {
            begun = true;
            if (to - lineFrom >= 3 && Arrays.equals(buffer, lineFrom, lineFrom + 3, BYTE_ORDER_MARK, 0, 3)) {
                lineFrom += 3;
            }
        }
        if (lineFrom == to) {
            return fields.end();
        }
        fields.line(buffer, lineFrom, to);
        return null;
    }

    @Override
    TooLargeException tooLarge() {
        return fields.tooLarge();
    }
}
