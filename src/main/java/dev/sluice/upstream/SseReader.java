package dev.sluice.upstream;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads server-sent events (WHATWG HTML, section 9.2), whatever their line ends and however their bytes are split.
///
/// Unlike a browser it also gives the last event when the stream ends without the blank line after it.
public final class SseReader implements MessageReader {
    private static final int BUFFER = 4 * 1024;
    private static final int KEPT = 64 * 1024;
    private static final int FIELD_NAME = 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final UpstreamBody body;
    private final int maxEvent;
    private final SseFields fields;
    private byte[] buffer = new byte[BUFFER];
    private int lineFrom;
    private int searched;
    private int end;
    private boolean afterCr;
    private boolean begun;
    private boolean ended;
    private @Nullable SseEvent ahead;
    private @Nullable IOException failure;

    /// @param maxEvent the most bytes of one event, or of one line
    public SseReader(UpstreamBody body, int maxEvent) {
        this.body = body;
        this.maxEvent = maxEvent;
        fields = new SseFields(maxEvent);
    }

    /// The next event, or null after the last. After a [java.net.SocketTimeoutException] the next call goes on where
    /// this one stopped.
    ///
    /// @throws TooLargeException when an event or a line is larger than is taken
    @Override
    public @Nullable SseEvent next() throws IOException {
        var event = ahead;
        ahead = null;
        while (event == null) {
            event = search();
            if (event == null) {
                if (failure != null) {
                    throw failure;
                }
                if (ended) {
                    return null;
                }
                fill();
            }
        }
        return event;
    }

    /// True when the next event - or the failure in its place - is here already, so that [#next()] will not wait.
    @Override
    public boolean ready() {
        try {
            while (ahead == null && failure == null) {
                ahead = search();
                if (ahead == null && failure == null) {
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

    /// The next event of what is buffered.
    private @Nullable SseEvent search() {
        try {
            while (failure == null) {
                int at = searched;
                while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
                    at++;
                }
                searched = at;
                if (at == end) {
                    return ended ? last() : null;
                }
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

    private void fill() throws IOException {
        makeRoom();
        var read = body.read(buffer, end, buffer.length - end);
        ended = read < 0;
        end += Math.max(read, 0);
    }

    private void makeRoom() throws TooLargeException {
        var partial = end - lineFrom;
        if (partial == 0 && buffer.length > KEPT) {
            buffer = new byte[BUFFER];
        } else if (lineFrom > 0 && (partial == 0 || end == buffer.length)) {
            System.arraycopy(buffer, lineFrom, buffer, 0, partial);
        } else if (end < buffer.length) {
            return;
        } else if (partial >= (long) maxEvent + FIELD_NAME) {
            failure = fields.tooLarge();
            throw fields.tooLarge();
        } else {
            var larger = Math.min(buffer.length * 2L, (long) maxEvent + FIELD_NAME);
            buffer = Arrays.copyOf(buffer, (int) Math.max(larger, partial + 1L));
        }
        searched -= lineFrom;
        end = partial;
        lineFrom = 0;
    }
}
