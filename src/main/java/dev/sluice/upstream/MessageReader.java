package dev.sluice.upstream;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the messages of a stream in its bytes, line by line. For one thread.
public abstract sealed class MessageReader permits LineReader, SseReader {
    private static final int BUFFER = 4 * 1024;
    private static final int KEPT = 64 * 1024;

    private final UpstreamBody body;
    private final long longestLine;
    private @Nullable SseEvent ahead;

    /// What was read; changes with each [#fill()].
    byte[] buffer = new byte[BUFFER];

    /// Where the line begins that is not whole yet.
    int lineFrom;

    /// Up to where no end of that line was found.
    int searched;

    /// Where the bytes end.
    int end;

    /// Whether nothing more will come.
    boolean ended;

    /// What is told once all messages before it were given.
    @Nullable
    IOException failure;

    MessageReader(UpstreamBody body, long longestLine) {
        this.body = body;
        this.longestLine = longestLine;
    }

    /// The next message, or null after the last. After a [java.net.SocketTimeoutException] the next call goes on where
    /// this one stopped.
    ///
    /// @throws TooLargeException when a message is larger than is taken
    public final @Nullable SseEvent next() throws IOException {
        SseEvent message = ahead;
        ahead = null;
        if (message == null) {
            body.begin();
        }
        while (message == null) {
            message = search();
            if (message == null) {
                if (failure != null) {
                    throw failure;
                }
                if (ended) {
                    return null;
                }
                fill();
            }
        }
        return message;
    }

    /// True when the next message - or the failure in its place - is here already, so that [#next()] will not wait.
    public final boolean ready() {
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
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            failure = e;
        }
        return true;
    }

    /// The next message of what is buffered; null where there is none, or `failure` was set.
    abstract @Nullable SseEvent search();

    /// What a line that is too long means.
    abstract TooLargeException tooLarge();

    /// Looks for the end of the line; `searched` is at it, or at the end of the bytes.
    final boolean lineEnd() {
        int at = searched;
        while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
            at++;
        }
        searched = at;
        return at < end;
    }

    private void fill() throws IOException {
        makeRoom();
        int read = body.readOn(buffer, end, buffer.length - end);
        ended = read < 0;
        end += Math.max(read, 0);
    }

    private void makeRoom() throws TooLargeException {
        int partial = end - lineFrom;
        if (partial == 0 && buffer.length > KEPT) {
            buffer = new byte[BUFFER];
        } else if (lineFrom > 0 && (partial == 0 || end == buffer.length)) {
            System.arraycopy(buffer, lineFrom, buffer, 0, partial);
        } else if (end < buffer.length) {
            return;
        } else if (partial >= longestLine) {
            failure = tooLarge();
            throw tooLarge();
        } else {
            long larger = Math.min(buffer.length * 2L, longestLine);
            buffer = Arrays.copyOf(buffer, (int) Math.max(larger, partial + 1L));
        }
        searched -= lineFrom;
        end = partial;
        lineFrom = 0;
    }
}
