package dev.sluice.provider.wire;

import dev.sluice.exchange.RefusedException;
import dev.sluice.upstream.UpstreamReply;
import java.io.IOException;
import java.net.SocketTimeoutException;

/// Reads an answer that is of use only when it is whole.
public final class WholeBody {
    private static final int LARGEST = 32 * 1024 * 1024;

    private WholeBody() {}

    /// @throws RefusedException where the answer does not come whole within the patience, or is too large
    public static byte[] read(Account account, UpstreamReply reply, Patience patience) {
        return read(account, reply, patience, LARGEST);
    }

    static byte[] read(Account account, UpstreamReply reply, Patience patience, int largest) {
        try {
            while (true) {
                reply.body().readTimeout(patience.nextRead());
                try {
                    return reply.body().readAll(largest);
                } catch (SocketTimeoutException e) {
                    if (patience.over()) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw account.broken(e);
        }
    }
}
