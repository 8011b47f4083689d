package dev.sluice.upstream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A request to an upstream that failed, and why. The message names neither addresses nor secrets; the cause may.
public sealed class UpstreamException extends IOException permits TooLargeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public UpstreamException(Reason reason, String message) {
        this(reason, message, null);
    }

    public UpstreamException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// Why a request failed.
    public enum Reason {
        /// Nobody listens there, there is no way there, or the proxy would not go there.
        CONNECT_REFUSED,
        /// The connection, TLS included, was not made in time.
        CONNECT_TIMEOUT,
        /// The host's name has no address, or its address was not found in time.
        DNS,
        /// No trusted TLS connection could be agreed upon.
        TLS,
        /// The status line and headers were not there in time.
        HEAD_TIMEOUT,
        /// The connection ended before the answer or inside it.
        CLOSED_EARLY,
        /// What came is not an HTTP answer that can be trusted.
        MALFORMED,
        /// More came than the reader takes.
        TOO_LARGE,
        /// The request was cancelled on our side.
        CANCELLED
    }
}
