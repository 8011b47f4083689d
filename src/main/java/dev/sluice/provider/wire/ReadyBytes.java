package dev.sluice.provider.wire;

import dev.sluice.exchange.ByteReply;
import java.io.ByteArrayInputStream;
import java.util.OptionalLong;

/// Bytes that are here already. Used by one thread.
public final class ReadyBytes implements ByteReply {
    private final ByteArrayInputStream bytes;
    private final int length;
    private final String contentType;

    public ReadyBytes(byte[] bytes, String contentType) {
        this.bytes = new ByteArrayInputStream(bytes);
        this.length = bytes.length;
        this.contentType = contentType;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public int read(byte[] into) {
        return bytes.read(into, 0, into.length);
    }

    @Override
    public void close() {}
}
