package dev.sluice.upstream;

import java.io.IOException;
import java.io.OutputStream;

/// The body of a request, written as often as the request is sent.
public interface RequestBody {

    /// How many bytes [#writeTo] writes.
    long length();

    void writeTo(OutputStream out) throws IOException;

    /// @param bytes not copied, and not to be changed until the reply is there
    static RequestBody of(byte[] bytes) {
        return new Bytes(bytes);
    }

    /// A body that is there whole.
    @SuppressWarnings(
            "ArrayRecordComponent") // megabytes of images travel here: a copy for value semantics costs too much
    record Bytes(byte[] bytes) implements RequestBody {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }
}
