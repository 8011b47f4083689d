package dev.sluice.http;

import dev.sluice.exchange.ByteReply;
import dev.sluice.exchange.RefusedException;
import java.io.IOException;
import java.io.OutputStream;

/// Passes bytes on as they come. An answer that breaks off is broken off towards the caller, too: bytes have no way to
/// say that they are not all.
final class ByteOutflow implements Outflow {
    private static final int BUFFER = 16 * 1024;

    private final ByteReply reply;

    ByteOutflow(ByteReply reply) {
        this.reply = reply;
    }

    @Override
    public String write(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int read = reply.read(buffer); read >= 0; read = reply.read(buffer)) {
                if (read > 0) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
            return "";
        } catch (RefusedException e) {
            throw new BrokenOffException(e);
        }
    }

    @Override
    public void close() {
        reply.close();
    }
}
