package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads heads of answers from a connection, within a size. Whoever calls sees to it that it ends in time.
record HeadReader(ClientLimits limits) {
    private static final byte[] BEGINNING = "HTTP/1.".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MAX_INTERIM = 16;

    /// The final answer's head; the interim ones before it (100, 102, 103) tell a gateway nothing.
    ReplyHead read(Connection connection) throws IOException {
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            var head = one(connection);
            if (head.status() == 101) {
                throw new UpstreamException(Reason.MALFORMED, "the upstream switched to a protocol nobody asked for");
            }
            if (head.status() >= 200) {
                return head;
            }
        }
        throw new UpstreamException(Reason.MALFORMED, "the upstream sent interim answers without end");
    }

    private ReplyHead one(Connection connection) throws IOException {
        int scanned = 0;
        while (true) {
            var end = endOfHead(connection, scanned);
            if (end > 0) {
                return ReplyHead.parse(connection.takeHead(end), limits.maxHeaders());
            }
            scanned = connection.buffered();
            mustBeginLikeHttp(connection);
            if (scanned >= limits.maxHeaderBytes()) {
                throw new UpstreamException(Reason.MALFORMED, "the upstream sent a longer head than is taken");
            }
            if (!connection.fillHead(limits.maxHeaderBytes())) {
                throw new UpstreamException(
                        Reason.CLOSED_EARLY, "the upstream closed the connection before its answer");
            }
        }
    }

    /// Bytes up to and with the empty line, 0 when it has not come.
    private static int endOfHead(Connection connection, int scanned) {
        int buffered = connection.buffered();
        for (int i = Math.max(scanned, 1); i < buffered; i++) {
            if (connection.peek(i) == '\n') {
                var before = connection.peek(i - 1);
                if (before == '\n' || before == '\r' && i > 1 && connection.peek(i - 2) == '\n') {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    /// Something else that listens there may never send an empty line: it is told at its first bytes.
    private static void mustBeginLikeHttp(Connection connection) throws UpstreamException {
        for (int i = 0; i < Math.min(connection.buffered(), BEGINNING.length); i++) {
            if (connection.peek(i) != BEGINNING[i]) {
                throw new UpstreamException(Reason.MALFORMED, "what came from the upstream is not HTTP/1");
            }
        }
    }
}
