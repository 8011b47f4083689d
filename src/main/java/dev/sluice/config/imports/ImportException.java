package dev.sluice.config.imports;

/// A file that is no configuration of a gateway that is known here.
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImportException(String message) {
        super(message);
    }
}
