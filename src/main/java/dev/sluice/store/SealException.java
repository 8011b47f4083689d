package dev.sluice.store;

/// A sealed text that this node's key does not open; the message says why.
public final class SealException extends Exception {
    private static final long serialVersionUID = 1L;

    SealException(String message) {
        super(message);
    }
}
