package dev.sluice.http.openai;

import dev.sluice.batch.FileStore;
import dev.sluice.batch.StoredFile;
import dev.sluice.batch.Upload;
import dev.sluice.config.FilesConfig;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Incoming;
import dev.sluice.http.Multipart;
import dev.sluice.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the form of an upload: the file goes to the store while it comes in, whatever order the fields have. Where
/// anything is wrong nothing of it stays.
final class FileForm implements AutoCloseable {
    private static final String ANCHOR = "expires_after[anchor]";
    private static final String SECONDS = "expires_after[seconds]";
    private static final List<String> FIELDS = List.of("purpose", ANCHOR, SECONDS);
    private static final long LEAST_SECONDS = 3_600;
    private static final long MOST_SECONDS = 2_592_000;

    private final FileStore files;
    private final FilesConfig config;
    private final String owner;
    private final Map<String, String> fields = new HashMap<>();
    private @Nullable Upload upload;
    private String filename = "";

    FileForm(FileStore files, FilesConfig config, String owner) {
        this.files = files;
        this.config = config;
        this.owner = owner;
    }

    StoredFile read(Incoming incoming) {
        Multipart form = Multipart.of(incoming, config.maxSize(), "files.max-size");
        for (Part part = form.next(); part != null; part = form.next()) {
            if (part.name().equals("file")) {
                store(part);
            } else if (FIELDS.contains(part.name())) {
                note(part);
            }
        }
        return finished();
    }

    private void note(Part part) {
        if (fields.put(part.name(), part.text()) != null) {
            throw Multipart.repeated(part.name());
        }
        if (part.name().equals("purpose")) {
            purpose();
        }
    }

    private void store(Part part) {
        if (upload != null) {
            throw Multipart.repeated("file");
        }
        if (!part.isFile()) {
            throw invalid("file", "must be a file: its part needs a filename");
        }
        filename = String.valueOf(part.filename());
        Upload begun = files.upload(owner, config.maxSize());
        upload = begun;
        try {
            part.content().transferTo(begun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoredFile finished() {
        Upload begun = upload;
        if (begun == null) {
            throw missing("file");
        }
        return begun.finish(purpose(), filename, keep());
    }

    private String purpose() {
        String purpose = fields.get("purpose");
        if (purpose == null) {
            throw missing("purpose");
        }
        if (!FileStore.PURPOSES.contains(purpose)) {
            throw invalid("purpose", "must be one of " + String.join(", ", FileStore.PURPOSES));
        }
        return purpose;
    }

    /// A caller may ask for less than the operator allows, not for more.
    private Duration keep() {
        String seconds = fields.get(SECONDS);
        String anchor = fields.get(ANCHOR);
        if (seconds == null && anchor == null) {
            return config.expiry();
        }
        if (!"created_at".equals(anchor)) {
            throw invalid("expires_after.anchor", "must be created_at");
        }
        if (seconds == null || !seconds.matches("[0-9]{1,9}")) {
            throw invalid("expires_after.seconds", "must be a whole number");
        }
        long asked = Long.parseLong(seconds);
        if (asked < LEAST_SECONDS || asked > MOST_SECONDS) {
            throw invalid("expires_after.seconds", "must be from " + LEAST_SECONDS + " to " + MOST_SECONDS);
        }
        Duration keep = Duration.ofSeconds(asked);
        return keep.compareTo(config.expiry()) < 0 ? keep : config.expiry();
    }

    private static RefusedException missing(String field) {
        return refused(field, "The form has no '" + field + "'.", "missing_required_parameter", "missing");
    }

    private static RefusedException invalid(String field, String predicate) {
        return refused(field, field + " " + predicate + ".", "invalid_value", "value_error");
    }

    private static RefusedException refused(String field, String sentence, String code, String type) {
        return new RefusedException(new Failure.Invalid(
                sentence, field, code, List.of(new Failure.Detail(List.of("body", field), sentence, type))));
    }

    @Override
    public void close() {
        Upload begun = upload;
        if (begun != null) {
            begun.close();
        }
    }
}
