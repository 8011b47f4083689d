package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Takes gzip or deflate off. What the upstream has flushed is given at once.
///
/// The JDK's own streams will not do: a time-out inside the gzip header or trailer leaves them broken.
final class InflatingSource implements BodySource {
    private static final int INPUT = 2 * 1024;
    private static final int AHEAD = 2 * 1024;
    private static final int TRAILER_BYTES = 8;
    private static final int ZLIB_METHOD = 8;

    private final BodySource below;
    private final boolean gzip;
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[INPUT];
    private int from;
    private int to;
    private byte[] ahead = {};
    private int aheadFrom;
    private int aheadTo;
    private Inflater inflater;
    private GzipHeader header = new GzipHeader();
    private State state = State.HEADER;
    private boolean begun;
    private int trailerBytes;
    private long trailer;
    private long written;

    private enum State {
        HEADER,
        BLOCKS,
        TRAILER,
        NEXT_MEMBER,
        END
    }

    InflatingSource(BodySource below, boolean gzip) {
        this.below = below;
        this.gzip = gzip;
        inflater = new Inflater(gzip);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (aheadFrom == aheadTo) {
            return inflate(into, offset, length, true);
        }
        var taken = Math.min(length, aheadTo - aheadFrom);
        System.arraycopy(ahead, aheadFrom, into, offset, taken);
        aheadFrom += taken;
        return taken;
    }

    @Override
    public int available() throws IOException {
        if (aheadFrom == aheadTo) {
            // how much there is in what has come is known only when it is inflated
            ahead = ahead.length == 0 ? new byte[AHEAD] : ahead;
            aheadFrom = 0;
            aheadTo = 0;
            aheadTo = Math.max(inflate(ahead, 0, ahead.length, false), 0);
        }
        return aheadTo - aheadFrom;
    }

    /// Returns 0 only where it must not wait.
    private int inflate(byte[] into, int offset, int length, boolean wait) throws IOException {
        while (true) {
            var made = state == State.BLOCKS ? blocks(into, offset, length) : 0;
            if (made > 0) {
                return made;
            }
            if (from < to) {
                aroundBlocks();
            } else if (!wait && below.available() == 0) {
                return 0;
            } else if (!fill()) {
                return -1;
            }
        }
    }

    private int blocks(byte[] into, int offset, int length) throws UpstreamException {
        try {
            inflater.setInput(input, from, to - from);
            var made = inflater.inflate(into, offset, length);
            from = to - inflater.getRemaining();
            if (inflater.needsDictionary()) {
                throw malformed();
            }
            if (gzip) {
                crc.update(into, offset, made);
                written += made;
            }
            if (inflater.finished()) {
                state = gzip ? State.TRAILER : State.END;
            }
            return made;
        } catch (DataFormatException e) {
            throw malformed();
        }
    }

    private void aroundBlocks() throws UpstreamException {
        switch (state) {
            case HEADER -> header();
            case BLOCKS -> {}
            case TRAILER -> trailer();
            case NEXT_MEMBER -> {
                header = new GzipHeader();
                inflater.reset();
                crc.reset();
                written = 0;
                state = State.HEADER;
            }
            case END -> throw malformed();
        }
    }

    private void header() throws UpstreamException {
        if (gzip) {
            state = header.accept(input[from++] & 0xff) ? State.BLOCKS : State.HEADER;
            return;
        }
        // "deflate" should be zlib's form, and often is the bare one, whose first byte no encoder makes look like this
        if ((input[from] & 0x0f) != ZLIB_METHOD) {
            inflater.end();
            inflater = new Inflater(true);
        }
        state = State.BLOCKS;
    }

    private void trailer() throws UpstreamException {
        trailer |= (input[from++] & 0xffL) << 8 * trailerBytes++;
        if (trailerBytes == TRAILER_BYTES) {
            if (trailer != (crc.getValue() | written << 32)) {
                throw malformed();
            }
            trailer = 0;
            trailerBytes = 0;
            state = State.NEXT_MEMBER;
        }
    }

    /// Reads more of the compressed form; false where it may end.
    private boolean fill() throws IOException {
        var read = below.read(input, 0, INPUT);
        if (read > 0) {
            begun = true;
            from = 0;
            to = read;
            return true;
        }
        if (begun && state != State.NEXT_MEMBER && state != State.END) {
            throw new UpstreamException(Reason.CLOSED_EARLY, "the upstream's answer ended inside its compressed form");
        }
        return false;
    }

    private static UpstreamException malformed() {
        return new UpstreamException(Reason.MALFORMED, "the upstream's answer is not in the compressed form it names");
    }

    @Override
    public boolean finish() throws IOException {
        return below.finish();
    }

    @Override
    public void free() {
        inflater.end();
        below.free();
    }
}
