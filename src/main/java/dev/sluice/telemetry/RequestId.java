package dev.sluice.telemetry;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The id under which a request is known to its caller, the log and support.
public final class RequestId {
    private static final int LONGEST = 128;

    private RequestId() {}

    /// The caller's own id where it is a safe one (at most 128 of `A-Za-z0-9._-`), else a new one.
    public static String of(@Nullable String asked) {
        return asked != null && safe(asked) ? asked : fresh();
    }

    private static String fresh() {
        var random = ThreadLocalRandom.current();
        return "req-" + Long.toHexString(random.nextLong() | Long.MIN_VALUE)
                + Integer.toHexString(random.nextInt() | Integer.MIN_VALUE);
    }

    private static boolean safe(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean ok = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!ok) {
                return false;
            }
        }
        return true;
    }
}
