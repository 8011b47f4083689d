package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/// A fresh application server on which somebody has followed `server-config/README.md` to the letter; Sluice is under
/// `/sluice`. Starts when the first test of a class begins.
public final class RecipeServer implements BeforeAllCallback, AfterAllCallback, TestWatcher {
    private static final Duration START_LIMIT = Duration.ofSeconds(300);
    private static final String CONTEXT = "/sluice";

    private final ServerRecipe recipe;
    private final Supplier<String> yaml;
    private ServerRecipe.@Nullable Place place;
    private @Nullable RunningProgram program;
    private @Nullable TestingClient root;
    private @Nullable TestingClient client;

    public RecipeServer(ServerRecipe recipe, Supplier<String> yaml) {
        this.recipe = recipe;
        this.yaml = yaml;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path home = Files.createTempDirectory("sluice-recipe");
        Files.writeString(home.resolve("sluice.yaml"), yaml.get());
        var where = new ServerRecipe.Place(
                unpacked(),
                Files.createDirectory(home.resolve("base")),
                TestingUpstream.freePort(),
                TestingUpstream.freePort());
        place = where;
        executable(where.unpacked());
        recipe.freshHome(where);
        List<String> commands = recipe.commands();
        for (String command : commands.subList(0, commands.size() - 1)) {
            run(command);
        }
        long started = System.nanoTime();
        var running = RunningProgram.start(Path.of("."), environment(), "sh", "-c", commands.getLast());
        program = running;
        if (!Eventually.holds(START_LIMIT, () -> ended(running) || ready()) || ended(running)) {
            String message = recipe + " does not serve:\n" + running.log() + "\n" + log();
            stop();
            throw new AssertionError(message);
        }
        System.out.println(recipe + " by its recipe serves after " + Duration.ofNanos(System.nanoTime() - started));
    }

    /// Whether the last command, which keeps the server in the foreground, has ended; Payara's sends it to the
    /// background.
    private boolean ended(RunningProgram running) {
        return recipe != ServerRecipe.PAYARA && !running.runs();
    }

    /// What unpacks the servers for the tests forgets which files are programs.
    private static void executable(Path unpacked) {
        Programs.run(unpacked.resolve("bin"), Map.of(), "sh", "-c", "chmod +x *");
    }

    private Path unpacked() throws IOException {
        Path servers = Path.of(System.getProperty("sluice.test.servers", ""));
        try (Stream<Path> inside = Files.list(servers.resolve(recipe.folder()))) {
            return inside.filter(folder -> Files.isDirectory(folder.resolve("bin")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + recipe + " in " + servers));
        }
    }

    /// Runs a command line as its operator would, to its end, and gives what it wrote.
    public String run(String command) {
        Programs.Ended ended = Programs.run(Path.of("."), environment(), "sh", "-c", command);
        if (ended.status() != 0) {
            throw new AssertionError(command + " ended with " + ended.status() + "\n" + ended.output());
        }
        return ended.output();
    }

    private Map<String, String> environment() {
        Path home = Objects.requireNonNull(base().getParent());
        var variables = new HashMap<>(recipe.environment(place()));
        variables.put("PATH", "/usr/bin:/bin");
        variables.put("HOME", home.toString());
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("SLUICE_CONFIG", home.resolve("sluice.yaml").toString());
        return variables;
    }

    private boolean ready() {
        try {
            return client().get("/health/ready").statusCode() == 200;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    private ServerRecipe.Place place() {
        return Objects.requireNonNull(place);
    }

    public Path base() {
        return place().base();
    }

    /// The port that the console's commands use.
    public int management() {
        return place().management();
    }

    public String url() {
        return "http://127.0.0.1:" + place().port();
    }

    /// A client of Sluice.
    public synchronized TestingClient client() {
        if (client == null) {
            client = new TestingClient(url() + CONTEXT);
        }
        return client;
    }

    /// A client of the server itself.
    public synchronized TestingClient root() {
        if (root == null) {
            root = new TestingClient(url());
        }
        return root;
    }

    /// The process of the server, where the recipe keeps it in the foreground.
    public long pid() {
        return Objects.requireNonNull(program).pid();
    }

    /// What the server's log files hold.
    public String log() {
        try (Stream<Path> files = Files.list(recipe.logs(base()))) {
            return files.filter(Files::isRegularFile).map(RecipeServer::text).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        String all = log();
        System.err.println("--- the log of " + recipe + " at the failure of " + context.getDisplayName());
        System.err.println(all.substring(Math.max(0, all.length() - 6000)));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        stop();
    }

    private void stopInBackground() throws IOException {
        Path pid = base().resolve("domain1/config/pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(RunningProgram::end);
        }
    }

    private void stop() throws IOException {
        client().close();
        root().close();
        if (recipe == ServerRecipe.PAYARA) {
            stopInBackground();
        }
        RunningProgram running = program;
        if (running != null) {
            running.close();
        }
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(base().getParent()))) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }
}
