package dev.sluice.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/// An application server as an operator runs it, in a process of its own, with Sluice deployed twice. Starts when
/// the first test of a class begins, and shows the end of its log when one fails.
public final class RunningServer implements DeployedSluice, BeforeAllCallback, AfterAllCallback, TestWatcher {
    private static final Duration START_LIMIT = Duration.ofSeconds(300);
    private static final String SMALL = " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final ServerHome kind;
    private final Supplier<String> yaml;
    private final Preparation preparation;
    private final ServerHome.Layout layout;
    private final int port = TestingUpstream.freePort();
    private final List<String> log = new ArrayList<>();
    private final Map<String, TestingClient> clients = new HashMap<>();
    private @Nullable Path base;
    private @Nullable Process process;
    private long begun;

    /// What an operator does to the server's own configuration before it starts.
    public interface Preparation {
        /// @param base the server's base folder
        void prepare(Path base) throws IOException;
    }

    /// @param yaml the configuration of both deployments
    public RunningServer(ServerHome kind, Supplier<String> yaml) {
        this(kind, yaml, base -> {});
    }

    public RunningServer(ServerHome kind, Supplier<String> yaml, Preparation preparation) {
        this(kind, yaml, preparation, true, "-Xmx512m");
    }

    private RunningServer(
            ServerHome kind, Supplier<String> yaml, Preparation preparation, boolean deployed, String options) {
        this.kind = kind;
        this.yaml = yaml;
        this.preparation = preparation;
        layout = new ServerHome.Layout(deployed, TestingUpstream.freePort(), options + SMALL);
    }

    /// One on which Sluice is not deployed yet, with little memory, and none for what is only softly held.
    public static RunningServer bare(ServerHome kind, Supplier<String> yaml) {
        return bare(kind, yaml, base -> {});
    }

    public static RunningServer bare(ServerHome kind, Supplier<String> yaml, Preparation preparation) {
        return new RunningServer(kind, yaml, preparation, false, "-Xmx256m -XX:SoftRefLRUPolicyMSPerMB=0");
    }

    /// Who deploys on it.
    public ServerOperator operator() throws IOException {
        return kind.operator(unpacked(Path.of(System.getProperty("sluice.test.servers", ""))), base(), port, layout);
    }

    /// Where the server's own files are.
    public Path base() {
        return Objects.requireNonNull(base).resolve("base");
    }

    /// The process of the server itself, which a script may have started.
    public long pid() {
        Process running = Objects.requireNonNull(process);
        return Stream.concat(Stream.of(running.toHandle()), running.descendants())
                .filter(one -> one.info().command().orElse("").endsWith("java"))
                .filter(one -> one.children().findAny().isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no running server"))
                .pid();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        begun = System.nanoTime();
        Path home = Files.createTempDirectory("sluice-server");
        base = home;
        Files.writeString(home.resolve("sluice.yaml"), yaml.get());
        Path servers = Path.of(System.getProperty("sluice.test.servers", ""));
        List<String> command = kind.prepare(
                unpacked(servers),
                Files.createDirectory(home.resolve("base")),
                port,
                servers.resolve("..").normalize(),
                layout);
        preparation.prepare(home.resolve("base"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(home.toFile());
        Map<String, String> clean = builder.environment();
        clean.clear();
        clean.put("PATH", "/usr/bin:/bin");
        clean.put("HOME", home.toString());
        clean.put("JAVA_HOME", System.getProperty("java.home"));
        clean.put("SLUICE_HOME", home.toString());
        clean.put("SLUICE_CONFIG", home.resolve("sluice.yaml").toString());
        clean.putAll(kind.environment(home.resolve("base"), layout));
        long started = System.nanoTime();
        Process running = builder.start();
        process = running;
        Thread.ofVirtual().start(() -> listen(running));
        awaitDeployments(running);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        System.out.println(
                kind + (layout.deployed() ? " serves both deployments" : " has started") + " after " + millis + " ms");
    }

    private Path unpacked(Path servers) throws IOException {
        try (Stream<Path> inside = Files.list(servers.resolve(kind.name().toLowerCase(java.util.Locale.ROOT)))) {
            return inside.filter(Files::isDirectory)
                    .filter(folder -> Files.isDirectory(folder.resolve("bin")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + kind + " in " + servers));
        }
    }

    private void listen(Process running) {
        try (BufferedReader in = running.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (log) {
                    log.add(line);
                }
            }
        } catch (IOException e) {
            // the process has ended
        }
    }

    private void awaitDeployments(Process running) {
        boolean ready = Eventually.holds(START_LIMIT, () -> !running.isAlive() || ready());
        if (!ready || !running.isAlive()) {
            String message = kind + " did not serve:\n" + log();
            stop();
            throw new AssertionError(message);
        }
    }

    private boolean ready() {
        return layout.deployed() ? serves("/health/ready") && serves("/ai/health/ready") : answers() && isManaged();
    }

    /// A server may serve before its console can be reached. Tomcat's console is an application.
    private boolean isManaged() {
        if (kind == ServerHome.TOMCAT) {
            return true;
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), layout.management())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean answers() {
        try {
            return client("").get("/ai/health/ready").statusCode() == 404;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    private boolean serves(String path) {
        try {
            HttpResponse<String> answer = client("").get(path);
            return answer.statusCode() == 200;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public synchronized TestingClient client(String context) {
        return clients.computeIfAbsent(context, path -> new TestingClient(url() + path));
    }

    @Override
    public String log() {
        synchronized (log) {
            return String.join("\n", log);
        }
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        String all = log();
        System.err.println("--- the log of " + kind + " at the failure of " + context.getDisplayName());
        System.err.println(all.substring(Math.max(0, all.length() - 6000)));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (process != null) {
            System.out.println(context.getDisplayName() + " took "
                    + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + " ms with its server, which held "
                    + new JvmLook(pid()).residentMegabytes() + " MB at its end");
        }
        stop();
    }

    private synchronized void stop() {
        clients.values().forEach(TestingClient::close);
        Process running = process;
        if (running == null) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle one : all) {
            try {
                one.onExit().get(40, TimeUnit.SECONDS);
            } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
                one.destroyForcibly();
            } catch (InterruptedException e) {
                one.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        process = null;
        deleteBase();
    }

    private void deleteBase() {
        Path folder = base;
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
