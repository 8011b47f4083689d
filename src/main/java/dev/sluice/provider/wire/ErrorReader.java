package dev.sluice.provider.wire;

import dev.sluice.exchange.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads what an upstream says where it refuses a request.
public interface ErrorReader {
    /// @param body as it came; may be empty, text or HTML
    /// @param retryAfter how long the upstream asked to be left alone
    Failure.RefusedByUpstream read(String provider, int status, byte[] body, @Nullable Duration retryAfter);
}
