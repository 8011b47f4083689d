package dev.sluice.store;

/// The data store cannot be opened until an operator changes something; the message says what.
final class StoreSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreSettingException(String message) {
        super(message);
    }
}
