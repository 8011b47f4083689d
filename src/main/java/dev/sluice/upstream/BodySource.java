package dev.sluice.upstream;

import java.io.IOException;

/// One layer of a body, from the connection up: how it is delimited, then how it is coded.
///
/// Every layer keeps its state in fields, so that a read that ended with a time-out anywhere - inside a chunk's size,
/// a gzip header, a block - is simply called again.
sealed interface BodySource permits LengthSource, ChunkedSource, UntilCloseSource, InflatingSource, BrotliSource {
    /// Like [java.io.InputStream#read(byte[], int, int)]: waits for one byte at least; -1 is the message's end.
    int read(byte[] into, int offset, int length) throws IOException;

    /// How many bytes [#read] gives without asking the socket.
    int available() throws IOException;

    /// Whether the message ends with what has come already; what is left of it is thrown away. Never waits.
    boolean finish() throws IOException;

    /// How many bytes there will be, -1 when unknown.
    default long expected() {
        return -1;
    }

    /// Gives back memory that is not the heap's.
    default void free() {}
}
