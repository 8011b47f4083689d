package dev.sluice.upstream;

import java.io.IOException;

/// A body that ends with its connection: where it was cut nobody can tell.
record UntilCloseSource(Connection connection) implements BodySource {
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return connection.buffered() > 0
                ? connection.take(into, offset, length)
                : connection.read(into, offset, length);
    }

    @Override
    public int available() {
        return connection.buffered();
    }

    @Override
    public boolean finish() {
        return false;
    }
}
