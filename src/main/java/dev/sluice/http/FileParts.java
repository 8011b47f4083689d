package dev.sluice.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.batch.FileStore;
import dev.sluice.batch.StoredFile;
import dev.sluice.dialect.shape.FileReferences;
import dev.sluice.dialect.shape.FileReferences.Named;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.MediaType;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// Puts the files that callers keep here into the requests that name them by id. Thread-safe.
public final class FileParts {
    private static final long MOST_BYTES = 32L << 20;
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final FileStore store;

    public FileParts(FileStore store) {
        this.store = store;
    }

    /// The request with its caller's files inside.
    ///
    /// @param member where the messages are
    /// @param reader reads a body of the request's dialect
    /// @throws RefusedException where the caller has no such file, or they are too large together
    public ChatRequest inside(
            ChatRequest request,
            String member,
            String owner,
            BiFunction<byte[], Map<String, String>, ChatRequest> reader) {
        JsonNode messages = request.document().tree().path(member);
        if (!FileReferences.in(messages)) {
            return request;
        }
        JsonNode changed = inside(messages, owner);
        byte[] body = request.document().spliced(Map.of(member, WireJson.bytes(changed)), Set.of());
        return reader.apply(body, request.headers());
    }

    /// A copy of some messages or items with their caller's files inside.
    public JsonNode inside(JsonNode messages, String owner) {
        JsonNode changed = messages.deepCopy();
        FileReferences.resolve(changed, new Budget(owner));
        return changed;
    }

    /// The body of an image edit with its caller's images inside; empty where it names none.
    ///
    /// @throws RefusedException where the caller has no such file, it is no image, or they are too large together
    public Optional<byte[]> imagesInside(Document edit, String owner) {
        Map<String, byte[]> changed = new LinkedHashMap<>();
        var files = new Budget(owner);
        for (String member : new String[] {"images", "mask"}) {
            JsonNode named = edit.tree().path(member);
            if (FileReferences.in(named)) {
                JsonNode shown = named.deepCopy();
                FileReferences.resolveImage(shown, files);
                shown.forEach(one -> FileReferences.resolveImage(one, files));
                changed.put(member, WireJson.bytes(shown));
            }
        }
        return changed.isEmpty() ? Optional.empty() : Optional.of(edit.spliced(changed, Set.of()));
    }

    /// The files of one request. Used by one thread.
    private final class Budget implements FileReferences.Files {
        private final String owner;
        private long left = MOST_BYTES;

        Budget(String owner) {
            this.owner = owner;
        }

        @Override
        public Named file(String id) {
            StoredFile file = store.require(owner, id);
            left -= file.bytes();
            if (left < 0) {
                throw new RefusedException(new Failure.TooLarge(
                        "The files that the request names are larger than " + MOST_BYTES + " bytes together."));
            }
            try (InputStream in = store.content(file)) {
                byte[] bytes = in.readAllBytes();
                return new Named(file.filename(), type(bytes), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String type(byte[] bytes) {
        MediaType known = MediaType.of(bytes);
        if (known != MediaType.OTHER) {
            return known.contentType();
        }
        if (bytes.length >= PDF.length && Arrays.equals(bytes, 0, PDF.length, PDF, 0, PDF.length)) {
            return "application/pdf";
        }
        return text(bytes) ? "text/plain" : known.contentType();
    }

    private static boolean text(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
