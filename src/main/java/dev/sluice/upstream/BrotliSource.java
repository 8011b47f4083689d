package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/// Takes brotli off. The decoder reads ahead and cannot be interrupted, so the compressed form is collected to its end
/// first: a stream of events in brotli, which nobody asked for, comes right but late.
final class BrotliSource implements BodySource {
    private static final int MAX_COMPRESSED = 32 * 1024 * 1024;

    private final BodySource below;
    private byte[] compressed = new byte[4 * 1024];
    private int length;
    private @Nullable BrotliInputStream plain;
    private final byte[] ahead = new byte[2 * 1024];
    private int aheadFrom;
    private int aheadTo;

    BrotliSource(BodySource below) {
        this.below = below;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) throws IOException {
        while (plain == null) {
            collect();
        }
        return available() == 0 ? -1 : take(into, offset, wanted);
    }

    private void collect() throws IOException {
        if (length == compressed.length) {
            if (length >= MAX_COMPRESSED) {
                throw new TooLargeException("the upstream's compressed answer is larger than is taken");
            }
            compressed = Arrays.copyOf(compressed, length * 2);
        }
        var read = below.read(compressed, length, compressed.length - length);
        if (read > 0) {
            length += read;
        } else {
            plain = begin();
        }
    }

    private BrotliInputStream begin() throws IOException {
        var source = new ByteArrayInputStream(compressed, 0, length);
        compressed = new byte[0];
        try {
            return new BrotliInputStream(source);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    private int take(byte[] into, int offset, int wanted) {
        var taken = Math.min(wanted, aheadTo - aheadFrom);
        System.arraycopy(ahead, aheadFrom, into, offset, taken);
        aheadFrom += taken;
        return taken;
    }

    @Override
    public int available() throws IOException {
        if (aheadFrom == aheadTo && plain != null && length > 0) {
            aheadFrom = 0;
            aheadTo = 0;
            try {
                aheadTo = Math.max(plain.read(ahead, 0, ahead.length), 0);
            } catch (IOException e) {
                throw malformed(e);
            }
        }
        return aheadTo - aheadFrom;
    }

    private static UpstreamException malformed(IOException cause) {
        return new UpstreamException(
                Reason.MALFORMED, "the upstream's answer is not in the brotli form it names", cause);
    }

    @Override
    public boolean finish() throws IOException {
        return below.finish();
    }
}
