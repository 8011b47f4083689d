package dev.sluice.exchange;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A file that came with a request.
///
/// @param name the name of its part of the form
/// @param filename as the sender wrote it, a whole path perhaps
/// @param contentType as the sender wrote it
public record Upload(String name, String filename, @Nullable String contentType, Content content) {

    /// Bytes that lie ready.
    public interface Content {
        long length();

        /// A new reader from their beginning, to be closed by whoever asked.
        InputStream open() throws IOException;
    }
}
