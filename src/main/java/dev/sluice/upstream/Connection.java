package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection to an upstream, with what was read ahead from it. Belongs to one request's thread at a time; any
/// thread may close it.
final class Connection implements Closeable {
    /// Up to this size head and body go out in one write: that is one packet train, one TLS record, one system call.
    private static final int GATHERED = 16 * 1024;

    private static final int BUFFER = 8 * 1024;
    private static final int STALE_CHECK_MILLIS = 1;

    private final Socket carrier;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Watchdog watchdog;
    private byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private int readTimeout;
    private long readUntil;
    private boolean readOnce;
    private int timeoutOfSocket;
    private boolean heard;
    private @Nullable InFlight flight;
    private volatile @Nullable PatientRead patient;

    /// @param carrier the TCP connection: closing it ends everything at once, a TLS farewell could block
    /// @param socket what is read and written: the carrier itself, or TLS over it
    Connection(Socket carrier, Socket socket, Watchdog watchdog) throws IOException {
        this.carrier = carrier;
        this.socket = socket;
        this.watchdog = watchdog;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    Socket carrier() {
        return carrier;
    }

    void serve(InFlight request) throws UpstreamException {
        flight = request;
        heard = false;
        readTimeout = 0;
        request.hold(this);
    }

    /// Whether any byte of an answer to the present request has come.
    boolean heard() {
        return heard;
    }

    void send(byte[] head, RequestBody body) throws IOException {
        if (body instanceof RequestBody.Bytes whole) {
            send(head, whole.bytes());
            return;
        }
        out.write(head);
        body.writeTo(out);
        out.flush();
    }

    void send(byte[] head, byte[] body) throws IOException {
        var first = Math.min(body.length, GATHERED);
        var gathered = head;
        if (first > 0) {
            gathered = Arrays.copyOf(head, head.length + first);
            System.arraycopy(body, 0, gathered, head.length, first);
        }
        out.write(gathered);
        if (first < body.length) {
            out.write(body, first, body.length - first);
        }
        out.flush();
    }

    /// How long each following read may wait; 0 = for ever. Once that time is over no second one begins, so that who
    /// reads on and on for want of something whole is not held for ever by an upstream that drips.
    void readTimeout(int millis) {
        readTimeout = millis;
        readUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        readOnce = false;
    }

    int buffered() {
        return to - from;
    }

    byte peek(int index) {
        return buffer[from + index];
    }

    byte take() {
        return buffer[from++];
    }

    int take(byte[] into, int offset, int length) {
        var taken = Math.min(length, to - from);
        System.arraycopy(buffer, from, into, offset, taken);
        from += taken;
        return taken;
    }

    void skip(int length) {
        from += length;
    }

    /// A copy of the next bytes, which are then done with. A buffer that grew for a long head shrinks again.
    byte[] takeHead(int length) {
        var head = Arrays.copyOfRange(buffer, from, from + length);
        from += length;
        if (buffer.length > BUFFER && to - from <= BUFFER) {
            buffer = Arrays.copyOf(Arrays.copyOfRange(buffer, from, to), BUFFER);
            to -= from;
            from = 0;
        }
        return head;
    }

    /// Reads more behind what is buffered, in a buffer of at most `max`; false at the end.
    boolean fillHead(int max) throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.min(buffer.length * 2, max), to + 1));
        }
        var read = receive(buffer, to, buffer.length - to);
        to += Math.max(read, 0);
        return read > 0;
    }

    /// Reads into the empty buffer; false at the end.
    boolean fill() throws IOException {
        return fill(readsPatiently());
    }

    private boolean fill(boolean patiently) throws IOException {
        from = 0;
        to = 0;
        to = Math.max(patiently ? receivePatiently() : receive(buffer, 0, buffer.length), 0);
        return to > 0;
    }

    /// Reads into the empty buffer what the socket has already, without waiting.
    boolean fillWithoutWaiting() throws IOException {
        var here = patient != null && patient.pending() ? patient.done() : waitingInSocket() > 0;
        return here && fill();
    }

    /// Reads past the empty buffer where the target is large; -1 at the end.
    int read(byte[] into, int offset, int length) throws IOException {
        var patiently = readsPatiently();
        if (length >= BUFFER && !patiently) {
            return receive(into, offset, length);
        }
        return fill(patiently) ? take(into, offset, length) : -1;
    }

    /// Whether a read may have to go on after its time-out, and the socket's own time-out would be dear.
    private boolean readsPatiently() {
        if (patient != null && patient.pending()) {
            return true;
        }
        return readTimeout >= PatientRead.PRECISE_MILLIS
                && Thread.currentThread().isVirtual()
                && waitingInSocket() == 0;
    }

    private int waitingInSocket() {
        try {
            return in.available();
        } catch (IOException e) {
            // the read that follows says it in better words
            return 0;
        }
    }

    private int receivePatiently() throws IOException {
        if (patient == null) {
            patient = new PatientRead(in, watchdog);
            if (carrier.isClosed()) {
                patient.close();
            }
        }
        if (!patient.pending() && timeoutOfSocket != 0) {
            socket.setSoTimeout(0);
            timeoutOfSocket = 0;
        }
        var reader = patient;
        return checked(() -> reader.read(buffer, readTimeout));
    }

    private int receive(byte[] into, int offset, int length) throws IOException {
        return checked(() -> {
            applyTimeout();
            return in.read(into, offset, length);
        });
    }

    @FunctionalInterface
    private interface Read {
        int read() throws IOException;
    }

    private int checked(Read action) throws IOException {
        var request = flight;
        if (readTimeout > 0 && readOnce && System.nanoTime() - readUntil >= 0) {
            throw new SocketTimeoutException("nothing whole came in " + readTimeout + " ms");
        }
        readOnce = true;
        try {
            var read = action.read();
            heard |= read > 0;
            if (read < 0 && request != null && request.ended()) {
                throw request.explain(null, Reason.CLOSED_EARLY, "");
            }
            return read;
        } catch (SocketTimeoutException | UpstreamException e) {
            throw e;
        } catch (IOException e) {
            throw request == null ? e : request.explain(e, Reason.CLOSED_EARLY, "the connection to the upstream broke");
        }
    }

    private void applyTimeout() throws IOException {
        if (timeoutOfSocket != readTimeout) {
            socket.setSoTimeout(readTimeout);
            timeoutOfSocket = readTimeout;
        }
    }

    /// Whether nothing has come that nobody asked for: bytes that wait would be taken for the next answer.
    boolean quiet() {
        try {
            return buffered() == 0 && in.available() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether it is quiet and open still.
    boolean open() {
        flight = null;
        try {
            readTimeout = STALE_CHECK_MILLIS;
            applyTimeout();
            // whatever is there to read - bytes or the end - no answer is due
            in.read(buffer, 0, 1);
            return false;
        } catch (SocketTimeoutException quiet) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            carrier.close();
        } catch (IOException e) {
            // it is gone either way
        }
        var reader = patient;
        if (reader != null) {
            reader.close();
        }
    }
}
