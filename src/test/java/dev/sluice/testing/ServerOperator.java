package dev.sluice.testing;

import java.io.IOException;
import java.nio.file.Path;

/// Deploys Sluice under `/ai` on a running server, the way the operators of that server do.
public interface ServerOperator extends AutoCloseable {
    /// Deploys, in place of what is there; returns when the server says that it has been done.
    void deploy(Path war) throws IOException;

    /// Which of the files that the build makes is for this server.
    String war();

    @Override
    void close();
}
