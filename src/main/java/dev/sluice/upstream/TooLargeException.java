package dev.sluice.upstream;

/// More came from an upstream than its reader takes.
public final class TooLargeException extends UpstreamException {
    private static final long serialVersionUID = 1L;

    public TooLargeException(String message) {
        super(Reason.TOO_LARGE, message);
    }
}
