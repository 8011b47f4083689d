package dev.sluice.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// Writes log records as lines: time, level, logger, message; as text or as JSON.
public final class LogLines extends Handler {
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);

    /// Handlers are made by the log itself, so the form of its lines is for all of them.
    private static volatile boolean json;

    static void json(boolean wanted) {
        json = wanted;
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            out.print(json ? object(entry) : line(entry));
            out.flush();
        }
    }

    static String line(LogRecord entry) {
        var line = new StringBuilder(256)
                .append(Instant.ofEpochMilli(entry.getMillis()).truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(name(entry.getLevel()))
                .append(' ')
                .append(entry.getLoggerName())
                .append(" - ")
                .append(message(entry))
                .append('\n');
        if (entry.getThrown() != null) {
            line.append(trace(entry.getThrown()));
        }
        return line.toString();
    }

    /// One JSON object on one line; a message that is an object itself has its members in it.
    static String object(LogRecord entry) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("time", Instant.ofEpochMilli(entry.getMillis()).toString())
                .put("level", name(entry.getLevel()).strip())
                .put("logger", entry.getLoggerName());
        String message = message(entry);
        if (entry.getThrown() != null) {
            node.put("trace", trace(entry.getThrown()));
        }
        if (message.startsWith("{\"event\":")) {
            String head = node.toString();
            return head.substring(0, head.length() - 1) + "," + message.substring(1) + "\n";
        }
        return node.put("message", message) + "\n";
    }

    private static String trace(Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static String message(LogRecord entry) {
        Object[] values = entry.getParameters();
        String message = String.valueOf(entry.getMessage());
        return values == null || values.length == 0 ? message : MessageFormat.format(message, values);
    }

    private static String name(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARN ";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
