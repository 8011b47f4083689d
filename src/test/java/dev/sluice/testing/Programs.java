package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Other programs, run to their end with a bound.
public final class Programs {
    private static final long LIMIT_SECONDS = 180;

    /// @param output what it wrote, its errors among it
    public record Ended(int status, String output) {}

    private Programs() {}

    /// Whether a program of this name runs here.
    public static boolean present(String program) {
        try {
            return run(Path.of("."), Map.of(), program, "--version").status() == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /// Runs a program with these variables added to the environment.
    public static Ended run(Path folder, Map<String, String> environment, String... command) {
        var builder =
                new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            var output = CompletableFuture.supplyAsync(() -> read(process));
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not end within " + LIMIT_SECONDS + " s");
            }
            return new Ended(process.exitValue(), output.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
