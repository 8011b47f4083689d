package dev.sluice.http;

import java.io.IOException;

/// An answer that cannot go on, and whose bytes cannot say so: its connection must not end cleanly.
final class BrokenOffException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenOffException(Throwable cause) {
        super("the answer broke off", cause);
    }
}
