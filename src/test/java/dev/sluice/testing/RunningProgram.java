package dev.sluice.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A program in a process of its own, with an environment that is given and nothing else. What it writes is kept;
/// closing stops it and whatever it has started. Thread-safe.
public final class RunningProgram implements AutoCloseable {
    private final Process process;
    private final List<String> log = new ArrayList<>();

    private RunningProgram(Process process) {
        this.process = process;
    }

    public static RunningProgram start(Path folder, Map<String, String> environment, String... command) {
        var builder =
                new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            var program = new RunningProgram(builder.start());
            Thread.ofVirtual().start(program::listen);
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (log) {
                    log.add(line);
                }
            }
        } catch (IOException e) {
            // the process has ended
        }
    }

    public boolean runs() {
        return process.isAlive();
    }

    /// The process that does the work: this one, or the one that a start script has started last.
    public long pid() {
        return processes()
                .filter(one -> one.children().findAny().isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError("it has ended:\n" + log()))
                .pid();
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .filter(ProcessHandle::isAlive);
    }

    /// All it has written so far.
    public String log() {
        synchronized (log) {
            return String.join("\n", log);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = processes().toList();
        all.forEach(ProcessHandle::destroy);
        all.forEach(RunningProgram::end);
    }

    /// Asks a process to stop, and makes it where it does not.
    static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(40, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
