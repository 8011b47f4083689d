package dev.sluice.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Reads for a thread that waits only so long: the read itself goes on in a virtual thread of its own, and its
/// bytes are there when the other asks again. One asks, one reads; any thread may close.
///
/// To read with the socket's own time-out would be simpler. On a virtual thread it costs as much as all the rest of a
/// streamed event, since the JDK wakes up a platform thread to plan the end of each wait (figures in decision 0002).
final class PatientRead implements AutoCloseable {
    /// A shorter wait is rare, and the watchdog is too coarse for it.
    static final int PRECISE_MILLIS = 100;

    private final InputStream in;
    private final Watchdog.Alarm alarm;
    private volatile State state = State.NONE;
    private volatile boolean closed;
    private volatile @Nullable Thread waiting;
    private @Nullable Thread reading;
    // handed over by writing the state
    private byte[] into = {};
    private int read;
    private @Nullable IOException failure;

    private enum State {
        NONE,
        ASKED,
        DONE
    }

    PatientRead(InputStream in, Watchdog watchdog) {
        this.in = in;
        alarm = watchdog.repeatedly(this::wakeWaiting);
    }

    /// Whether a read was begun whose bytes nobody has taken: no other may be.
    boolean pending() {
        return state != State.NONE;
    }

    /// Whether [#read] has its answer already.
    boolean done() {
        return state == State.DONE;
    }

    /// Fills `target` from its beginning, which nobody touches until this has returned without a time-out.
    int read(byte[] target, int millis) throws IOException {
        if (state == State.NONE) {
            into = target;
            state = State.ASKED;
            if (closed) {
                throw new SocketException("closed");
            }
            wakeReading();
        }
        await(millis);
        state = State.NONE;
        if (failure != null) {
            throw failure;
        }
        return read;
    }

    private void wakeReading() {
        if (reading == null) {
            reading = Thread.ofVirtual().start(this::serve);
        } else {
            LockSupport.unpark(reading);
        }
    }

    private void wakeWaiting() {
        LockSupport.unpark(waiting);
    }

    private void await(int millis) throws IOException {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        waiting = Thread.currentThread();
        if (millis >= PRECISE_MILLIS) {
            alarm.set(end);
        }
        try {
            while (state != State.DONE) {
                var left = end - System.nanoTime();
                if (left <= 0) {
                    throw new SocketTimeoutException("nothing came in " + millis + " ms");
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new SocketException("interrupted");
                }
                if (millis < PRECISE_MILLIS) {
                    LockSupport.parkNanos(this, left);
                } else {
                    LockSupport.park(this);
                }
            }
        } finally {
            alarm.clear();
            waiting = null;
        }
    }

    private void serve() {
        while (true) {
            // before the state: who asks after this has said no is told so by the asker's own look
            var last = closed;
            if (state == State.ASKED) {
                try {
                    read = in.read(into, 0, into.length);
                } catch (IOException e) {
                    failure = e;
                } catch (RuntimeException e) {
                    failure = new IOException(e);
                }
                state = State.DONE;
                wakeWaiting();
            } else if (last) {
                return;
            } else {
                LockSupport.park(this);
            }
        }
    }

    /// Ends the reading thread, once what it reads from is closed.
    @Override
    public void close() {
        closed = true;
        alarm.close();
        LockSupport.unpark(reading);
    }
}
