package dev.sluice.provider.wire;

import dev.sluice.exchange.ByteReply;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.upstream.UpstreamReply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.OptionalLong;

/// Bytes as they come from an upstream. Used by one thread.
public final class WireBytes implements ByteReply {
    private static final int FIRST = 4 * 1024;

    private final Account account;
    private final UpstreamReply reply;
    private final Patience patience;
    private final String contentType;
    private byte[] first = {};
    private int firstFrom;

    private WireBytes(Account account, UpstreamReply reply, Patience patience, String contentType) {
        this.account = account;
        this.reply = reply;
        this.patience = patience;
        this.contentType = contentType;
    }

    /// Waits for the first bytes.
    ///
    /// @throws RefusedException where none come; the reply is closed then
    public static WireBytes begun(Account account, UpstreamReply reply, Patience patience, String contentType) {
        var bytes = new WireBytes(account, reply, patience, contentType);
        try {
            byte[] buffer = new byte[FIRST];
            int read = 0;
            while (read == 0) {
                read = bytes.pull(buffer);
            }
            if (read < 0) {
                throw new RefusedException(new Failure.UpstreamBroken(
                        account.name(), "The provider '" + account.name() + "' sent an empty answer.", false));
            }
            bytes.first = java.util.Arrays.copyOf(buffer, read);
            return bytes;
        } catch (RuntimeException e) {
            reply.close();
            throw e;
        }
    }

    @Override
    public String contentType() {
        return contentType;
    }

    /// Not told where a coding was taken off: the length is the coded one's then.
    @Override
    public OptionalLong length() {
        if (reply.header("content-encoding").isPresent()
                || reply.header("transfer-encoding").isPresent()) {
            return OptionalLong.empty();
        }
        return reply.header("content-length")
                .filter(length -> length.matches("\\d{1,18}"))
                .map(length -> OptionalLong.of(Long.parseLong(length)))
                .orElse(OptionalLong.empty());
    }

    @Override
    public int read(byte[] into) {
        if (firstFrom < first.length) {
            int taken = Math.min(into.length, first.length - firstFrom);
            System.arraycopy(first, firstFrom, into, 0, taken);
            firstFrom += taken;
            return taken;
        }
        return pull(into);
    }

    private int pull(byte[] into) {
        reply.body().readTimeout(patience.nextRead());
        try {
            int read = reply.body().read(into, 0, into.length);
            patience.eventCame();
            return read;
        } catch (SocketTimeoutException e) {
            if (patience.over()) {
                throw account.broken(e);
            }
            return 0;
        } catch (IOException e) {
            throw account.broken(e);
        }
    }

    @Override
    public void close() {
        reply.close();
    }
}
