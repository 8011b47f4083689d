package dev.sluice.exchange;

/// A request that cannot be answered, and why. The only exception that crosses rooms on purpose; anything else is a
/// bug.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public RefusedException(Failure failure) {
        // no stack trace: a refusal is an answer, and it is made once per request under load
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    public RefusedException(Failure failure, Throwable cause) {
        super(failure.message(), cause, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
