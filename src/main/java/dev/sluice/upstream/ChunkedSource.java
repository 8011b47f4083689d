package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A chunked body: RFC 9112, section 7.1. Extensions and trailers are read over, within bounds.
final class ChunkedSource implements BodySource {
    private static final int MAX_SIZE_DIGITS = 15;
    private static final int MAX_SIZE_LINE = 4 * 1024;

    private final Connection connection;
    private final int maxTrailers;
    private State state = State.SIZE;
    private long remaining;
    private int digits;
    private int lineLength;
    private int trailerLength;
    private boolean connectionEnded;
    private @Nullable UpstreamException broken;

    private enum State {
        SIZE,
        AFTER_SIZE,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER,
        END
    }

    ChunkedSource(Connection connection, int maxTrailers) {
        this.connection = connection;
        this.maxTrailers = maxTrailers;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int done = 0;
        // small chunks that are here already go out together; only the first byte is worth waiting for
        while (done < length && reachData(done == 0)) {
            var wanted = (int) Math.min(length - done, remaining);
            int read;
            if (connection.buffered() > 0) {
                read = connection.take(into, offset + done, wanted);
            } else if (done > 0) {
                break;
            } else {
                read = connection.read(into, offset, wanted);
            }
            if (read < 0) {
                throw closedEarly();
            }
            done += read;
            consumed(read);
        }
        if (done > 0) {
            return done;
        }
        if (broken != null) {
            throw broken;
        }
        return -1;
    }

    private void consumed(int read) {
        remaining -= read;
        if (remaining == 0) {
            state = State.DATA_CR;
        }
    }

    /// Reads over what stands between data. False at the end of the message, at a fault, and - unless told to wait -
    /// where the rest has not come yet.
    private boolean reachData(boolean wait) throws IOException {
        while (state != State.DATA && state != State.END && broken == null) {
            if (connection.buffered() == 0) {
                if (!wait) {
                    return false;
                }
                if (!connection.fill()) {
                    atEndOfConnection();
                    continue;
                }
            }
            step(connection.take());
        }
        return state == State.DATA && broken == null;
    }

    private void atEndOfConnection() throws UpstreamException {
        if (state != State.TRAILER) {
            throw closedEarly();
        }
        // the last chunk was there: nothing of the body is missing
        state = State.END;
        connectionEnded = true;
    }

    private void step(byte b) {
        switch (state) {
            case SIZE -> sizeDigit(b);
            case AFTER_SIZE -> {
                if (b == '\n') {
                    sizeLineEnds();
                } else if (++lineLength > MAX_SIZE_LINE) {
                    fail("an endless chunk size line");
                }
            }
            case SIZE_LF -> expectLf(b, true);
            case DATA_CR -> {
                if (b == '\r') {
                    state = State.DATA_LF;
                } else {
                    expectLf(b, false);
                }
            }
            case DATA_LF -> expectLf(b, false);
            case TRAILER -> trailer(b);
            case DATA, END -> throw new IllegalStateException(state.name());
        }
    }

    private void sizeDigit(byte b) {
        var digit = HttpText.hex(b);
        if (digit >= 0 && digits < MAX_SIZE_DIGITS) {
            remaining = remaining << 4 | digit;
            digits++;
        } else if (digits == 0 || digit >= 0) {
            fail("a bad chunk size");
        } else if (b == '\n') {
            sizeLineEnds();
        } else if (b == '\r') {
            state = State.SIZE_LF;
        } else if (b == ';' || HttpText.blank(b)) {
            state = State.AFTER_SIZE;
        } else {
            fail("a bad chunk size");
        }
    }

    private void expectLf(byte b, boolean afterSize) {
        if (b != '\n') {
            fail("a chunk that does not end where it should");
        } else if (afterSize) {
            sizeLineEnds();
        } else {
            state = State.SIZE;
        }
    }

    private void sizeLineEnds() {
        state = remaining == 0 ? State.TRAILER : State.DATA;
        digits = 0;
        lineLength = 0;
    }

    private void trailer(byte b) {
        if (++trailerLength > maxTrailers) {
            fail("more trailers than are taken");
        } else if (b == '\n') {
            state = lineLength == 0 ? State.END : state;
            lineLength = 0;
        } else if (b != '\r') {
            lineLength++;
        }
    }

    private void fail(String what) {
        broken = new UpstreamException(Reason.MALFORMED, "the upstream sent " + what);
    }

    private static UpstreamException closedEarly() {
        return new UpstreamException(Reason.CLOSED_EARLY, "the upstream closed the connection inside its answer");
    }

    @Override
    public int available() throws IOException {
        if (reachData(false)) {
            return (int) Math.min(connection.buffered(), remaining);
        }
        if (broken != null) {
            throw broken;
        }
        return 0;
    }

    @Override
    public boolean finish() throws IOException {
        do {
            while (reachData(false) && connection.buffered() > 0) {
                var here = available();
                connection.skip(here);
                consumed(here);
            }
            // the last chunk often comes in a packet of its own, just behind the last event
        } while (state != State.END && broken == null && connection.fillWithoutWaiting());
        return state == State.END && !connectionEnded;
    }
}
