package dev.sluice.http;

import java.io.IOException;
import java.io.OutputStream;

/// An answer that is written as it comes. Used by one thread.
public interface Outflow extends AutoCloseable {

    /// Writes until the answer has ended, well or not.
    ///
    /// @return how it ended, for the log; empty where all is well
    /// @throws IOException where the caller has gone
    String write(OutputStream out) throws IOException;

    /// Closed in every case; an answer that has not ended is given up.
    @Override
    void close();
}
