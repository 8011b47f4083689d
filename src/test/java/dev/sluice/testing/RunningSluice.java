package dev.sluice.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/// Sluice as an operator runs it: the packaged jar in a process of its own, with an empty home, a clean environment and
/// a free port. Shows the end of its log when a test of the class fails.
public final class RunningSluice implements AutoCloseable, AfterAllCallback, TestWatcher {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Pattern ADDRESS = Pattern.compile("https?://127\\.0\\.0\\.1:(\\d+)(/\\S*)?");

    private final Path home;
    private final Process process;
    private final List<String> log = new ArrayList<>();
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private @Nullable TestingClient client;

    private RunningSluice(Path home, ProcessBuilder builder) throws IOException {
        this.home = home;
        this.process = builder.start();
        Thread.ofVirtual().start(this::listen);
    }

    /// Starts Sluice with this configuration file and waits until it serves.
    public static RunningSluice with(String yaml, String... arguments) {
        return with(yaml, Map.of(), arguments);
    }

    /// The same with environment variables.
    public static RunningSluice with(String yaml, Map<String, String> environment, String... arguments) {
        RunningSluice sluice = launch(yaml, environment, List.of("-jar", jar().toString()), arguments);
        sluice.awaitAddress();
        return sluice;
    }

    /// Starts Sluice with further jars beside it on the class path.
    public static RunningSluice withJars(String yaml, Path... jars) {
        String classPath = Stream.concat(Stream.of(jar()), Stream.of(jars))
                .map(Path::toString)
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
        RunningSluice sluice = launch(yaml, Map.of(), List.of("-cp", classPath, "dev.sluice.app.Main"));
        sluice.awaitAddress();
        return sluice;
    }

    /// Starts Sluice where it is expected to refuse, or to do one thing and end; see [#ending()].
    public static RunningSluice launch(String yaml, Map<String, String> environment, String... arguments) {
        return launch(yaml, environment, List.of("-jar", jar().toString()), arguments);
    }

    private static RunningSluice launch(
            String yaml, Map<String, String> environment, List<String> program, String... arguments) {
        try {
            Path home = Files.createTempDirectory("sluice-it");
            Files.writeString(home.resolve("sluice.yaml"), yaml);
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
            command.addAll(program);
            if (!List.of(arguments).contains("--port")) {
                command.addAll(List.of("--port", "0"));
            }
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(home.toFile());
            Map<String, String> clean = builder.environment();
            clean.clear();
            clean.put("PATH", "/usr/bin:/bin");
            clean.put("HOME", home.toString());
            clean.put("SLUICE_HOME", home.toString());
            clean.putAll(environment);
            return new RunningSluice(home, builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The jar under test, named by the build.
    public static Path jar() {
        String jar = System.getProperty("sluice.test.jar");
        if (jar == null || !Files.exists(Path.of(jar))) {
            throw new AssertionError("no runnable jar (sluice.test.jar = " + jar + "): run ./mvnw verify");
        }
        return Path.of(jar);
    }

    private void listen() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (log) {
                    log.add(line);
                }
                Matcher found = ADDRESS.matcher(line);
                if (!address.isDone() && found.find() && !found.group(1).equals("0")) {
                    address.complete("http://127.0.0.1:" + found.group(1));
                }
            }
        } catch (IOException e) {
            // the process has ended, and says so below
        }
        address.completeExceptionally(new IOException("Sluice ended before it served"));
    }

    private void awaitAddress() {
        try {
            address.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            String message = e.getMessage() + "\n" + log();
            close();
            throw new AssertionError(message, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// The exit status, as soon as the process has ended by itself.
    public int ending() {
        try {
            if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Sluice did not end by itself:\n" + log());
            }
            address.exceptionally(ended -> "").get(5, TimeUnit.SECONDS);
            return process.exitValue();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /// `http://127.0.0.1:port`, without a slash at the end.
    public String url() {
        return address.join();
    }

    /// A client of it, shared by the tests of a class.
    public synchronized TestingClient client() {
        if (client == null) {
            client = new TestingClient(url());
        }
        return client;
    }

    /// Its configuration file.
    public Path file() {
        return home.resolve("sluice.yaml");
    }

    public Path home() {
        return home;
    }

    public long pid() {
        return process.pid();
    }

    /// All it has logged so far.
    public String log() {
        synchronized (log) {
            return String.join("\n", log);
        }
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        String all = log();
        System.err.println("--- Sluice's log at the failure of " + context.getDisplayName());
        System.err.println(all.substring(Math.max(0, all.length() - 6000)));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /// Asks the process to stop, as a service manager does; returns at once.
    public void terminate() {
        process.destroy();
    }

    /// Ends the process at once, as a machine that fails does: nothing is written any more.
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Sluice did not stop within 20 s:\n" + log());
            }
            deleteHome();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void deleteHome() {
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
