package dev.sluice.telemetry;

import dev.sluice.config.LogConfig;
import java.util.function.Supplier;

/// One line for each request, on the logger `dev.sluice.access`, as text or JSON.
public final class AccessLog implements RequestLog {
    private static final System.Logger LOG = System.getLogger("dev.sluice.access");

    private final Supplier<LogConfig> config;

    public AccessLog(Supplier<LogConfig> config) {
        this.config = config;
    }

    @Override
    public void write(Trail trail, int status, String outcome) {
        LogConfig settings = config.get();
        if (!settings.requests() || !LOG.isLoggable(System.Logger.Level.INFO)) {
            return;
        }
        LOG.log(
                System.Logger.Level.INFO,
                settings.format().equals("json") ? json(trail, status, outcome) : text(trail, status, outcome));
    }

    static String text(Trail trail, int status, String outcome) {
        var line = new StringBuilder(200)
                .append(trail.method())
                .append(' ')
                .append(shown(trail.path()))
                .append(" status=")
                .append(status)
                .append(" ms=")
                .append(trail.sinceStart() / 1_000_000)
                .append(" id=")
                .append(trail.requestId())
                .append(" caller=")
                .append(shown(trail.caller()))
                .append(" model=")
                .append(shown(trail.model()))
                .append(" provider=")
                .append(shown(trail.provider()))
                .append(" attempts=")
                .append(trail.attempts())
                .append(" from=")
                .append(shown(trail.client()));
        if (trail.firstEventNanos() >= 0) {
            line.append(" first_ms=").append(trail.firstEventNanos() / 1_000_000);
        }
        line.append(" in=")
                .append(trail.usage().input())
                .append(" out=")
                .append(trail.usage().output());
        return outcome.isEmpty()
                ? line.toString()
                : line.append(" end=").append(outcome).toString();
    }

    static String json(Trail trail, int status, String outcome) {
        return "{\"event\":\"request\",\"method\":\"" + shown(trail.method())
                + "\",\"path\":\"" + shown(trail.path())
                + "\",\"status\":" + status
                + ",\"duration_ms\":" + trail.sinceStart() / 1_000_000
                + ",\"request_id\":\"" + trail.requestId()
                + "\",\"caller\":\"" + shown(trail.caller())
                + "\",\"client\":\"" + shown(trail.client())
                + "\",\"model\":\"" + shown(trail.model())
                + "\",\"provider\":\"" + shown(trail.provider())
                + "\",\"attempts\":" + trail.attempts()
                + ",\"tokens_in\":" + trail.usage().input()
                + ",\"tokens_out\":" + trail.usage().output()
                + (trail.firstEventNanos() < 0 ? "" : ",\"first_event_ms\":" + trail.firstEventNanos() / 1_000_000)
                + (outcome.isEmpty() ? "" : ",\"end\":\"" + outcome + "\"")
                + "}";
    }

    /// What a caller named, made safe for one line: a caller must not be able to write lines or fields of the log.
    private static String shown(String value) {
        int length = Math.min(value.length(), 256);
        for (int i = 0; i < length; i++) {
            if (!plain(value.charAt(i))) {
                return escaped(value, length);
            }
        }
        return length == value.length() ? value : value.substring(0, length);
    }

    private static String escaped(String value, int length) {
        var safe = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            safe.append(plain(value.charAt(i)) ? value.charAt(i) : '_');
        }
        return safe.toString();
    }

    private static boolean plain(char c) {
        return c > ' ' && c != '"' && c != '\\' && c < 0x7f;
    }
}
