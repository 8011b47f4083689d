package dev.sluice.exchange;

import java.util.OptionalLong;

/// An answer of bytes that come little by little; the first of them are there. Used by one thread.
public interface ByteReply extends AutoCloseable {

    /// What the bytes are, for example `audio/mpeg`.
    String contentType();

    /// How many there will be, where that is known.
    OptionalLong length();

    /// Waits for bytes.
    ///
    /// @return how many came; 0 where nothing came for one ping interval; -1 at the end
    /// @throws RefusedException where the answer cannot go on
    int read(byte[] into);

    /// Gives the rest up where the end has not come.
    @Override
    void close();
}
