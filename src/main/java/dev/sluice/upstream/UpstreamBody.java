package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The body of a reply, with its transfer and content codings taken off.
///
/// For one thread at a time. A failure stays: whoever reads again gets it again.
public final class UpstreamBody extends InputStream {
    private static final int FIRST_GUESS = 4 * 1024;
    private static final int LARGEST_GUESS = 64 * 1024;

    // held while reading: closing from another thread must not give away what is being read
    private final ReentrantLock lock = new ReentrantLock();
    private final BodySource source;
    private final Connection connection;
    private final Runnable onClose;
    private int timeoutMillis;
    private boolean sealed;
    private int pushedBack = -1;
    private @Nullable IOException failure;
    private byte[] collected = {};
    private int collectedLength;

    UpstreamBody(BodySource source, Connection connection, int timeoutMillis, Runnable onClose) {
        this.source = source;
        this.connection = connection;
        this.timeoutMillis = timeoutMillis;
        this.onClose = onClose;
    }

    /// How long one read may wait, or one call for something whole; after it a [java.net.SocketTimeoutException] is
    /// thrown and the next read goes on exactly where this one stopped. Until it is set a read may wait as long as
    /// the head was allowed to take.
    public void readTimeout(Duration timeout) {
        timeoutMillis = Deadline.millis(timeout);
    }

    @Override
    public int read() throws IOException {
        begin();
        return readOn();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        begin();
        return readOn(into, offset, length);
    }

    /// The time-out counts from now on, for all that [#readOn] reads until the next call: its bytes may come one by
    /// one, and yet not for ever.
    void begin() {
        lock.lock();
        try {
            if (!sealed) {
                connection.readTimeout(timeoutMillis);
            }
        } finally {
            lock.unlock();
        }
    }

    private int readOn() throws IOException {
        var one = new byte[1];
        return readOn(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    int readOn(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        lock.lock();
        try {
            mustBeReadable();
            if (pushedBack >= 0) {
                into[offset] = (byte) pushedBack;
                pushedBack = -1;
                return 1;
            }
            return source.read(into, offset, length);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            lock.unlock();
        }
    }

    /// The first byte that is no white space and no byte order mark, which stays to be read; -1 at the end. What stood
    /// before it is read over.
    public int peekPastSpace() throws IOException {
        begin();
        while (pushedBack < 0) {
            int next = readOn();
            if (next < 0) {
                return -1;
            }
            if (next > ' ' && next != 0xef && next != 0xbb && next != 0xbf) {
                pushedBack = next;
            }
        }
        return pushedBack;
    }

    /// How many bytes can be read without asking the socket.
    @Override
    public int available() throws IOException {
        lock.lock();
        try {
            mustBeReadable();
            return source.available() + (pushedBack >= 0 ? 1 : 0);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            lock.unlock();
        }
    }

    private void mustBeReadable() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (sealed) {
            throw new UpstreamException(Reason.CANCELLED, "the reply is closed");
        }
    }

    private IOException failed(IOException e) {
        if (failure == null && !sealed) {
            failure = e;
            source.free();
        }
        return e;
    }

    /// Everything up to the end. Called again after a [java.net.SocketTimeoutException] it goes on, and returns all.
    ///
    /// @throws TooLargeException when there is more than `max`
    public byte[] readAll(int max) throws IOException {
        begin();
        if (source.expected() > max) {
            throw tooLarge(max);
        }
        if (collected.length == 0) {
            var guess = source.expected() < 0 ? FIRST_GUESS : Math.min(source.expected(), LARGEST_GUESS);
            collected = new byte[(int) Math.clamp(guess, 1, Math.max(max, 1))];
        }
        while (true) {
            if (collectedLength == collected.length) {
                // the end is looked for before more room is made: most answers fit exactly
                var next = readOn();
                if (next < 0) {
                    break;
                }
                if (collectedLength >= max) {
                    throw tooLarge(max);
                }
                collected = Arrays.copyOf(collected, (int) Math.min(collected.length * 2L, max));
                collected[collectedLength++] = (byte) next;
            }
            var read = collectedLength == collected.length
                    ? 0
                    : readOn(collected, collectedLength, collected.length - collectedLength);
            if (read < 0) {
                break;
            }
            collectedLength += read;
        }
        return collectedLength == collected.length ? collected : Arrays.copyOf(collected, collectedLength);
    }

    /// What comes in time, up to `max` bytes; what is left stays unread.
    public byte[] readUpTo(int max) throws IOException {
        begin();
        var bytes = new byte[max];
        int length = 0;
        try {
            for (int read = 0; read >= 0 && length < max; read = readOn(bytes, length, max - length)) {
                length += read;
            }
        } catch (SocketTimeoutException e) {
            // then this is what there is
        }
        return Arrays.copyOf(bytes, length);
    }

    private static TooLargeException tooLarge(int max) {
        return new TooLargeException("the upstream's answer is larger than " + max + " bytes");
    }

    /// Ends reading for good. False when something of the message is missing, or another thread is just reading it.
    boolean seal() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            sealed = true;
            return failure == null && source.finish();
        } catch (IOException e) {
            return false;
        } finally {
            source.free();
            lock.unlock();
        }
    }

    /// Closes the reply.
    @Override
    public void close() {
        onClose.run();
    }
}
