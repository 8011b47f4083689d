package dev.sluice.app;

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

/// Writes log records as lines: time, level, logger, message.
public final class LogLines extends Handler {
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            out.print(line(entry));
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
            var trace = new StringWriter();
            entry.getThrown().printStackTrace(new PrintWriter(trace));
            line.append(trace);
        }
        return line.toString();
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
