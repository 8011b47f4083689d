package dev.sluice.app;

import dev.sluice.config.Program;
import dev.sluice.config.PublicApiConfig;
import dev.sluice.config.SluiceConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps `cloudflared` running beside the gateway, so that it has a public address; starts it again when it ends, later
/// each time. Closing ends the program. One thread watches it.
final class Tunnel implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice");
    private static final Pattern ADDRESS =
            Pattern.compile("https://[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.trycloudflare\\.com");
    private static final long LONGEST_PAUSE_SECONDS = 60;
    private static final long PATIENCE_SECONDS = 3;

    private final List<String> command;
    private final Consumer<String> found;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Process process;

    private Tunnel(List<String> command, Consumer<String> found) {
        this.command = command;
        this.found = found;
    }

    /// @throws StartException where a public address would let everybody in, or the program is not there
    static void check(SluiceConfig config) throws StartException {
        PublicApiConfig publicApi = config.server().publicApi();
        if (!publicApi.enabled()) {
            return;
        }
        boolean guarded = config.auth().apiKey().present()
                || config.auth().adminKey().present()
                || config.auth().sso().active();
        if (!guarded) {
            throw new StartException(
                    "Sluice takes no public address without a key: set SLUICE_API_KEY (auth.api-key).");
        }
        if (config.server().tls().cert().isPresent()) {
            throw new StartException("A public address is served by https already and needs plain http behind it:"
                    + " leave out either --public-api or the certificate (server.tls).");
        }
        program(publicApi);
    }

    private static Path program(PublicApiConfig config) throws StartException {
        String name = config.cloudflared().isEmpty() ? "cloudflared" : config.cloudflared();
        return Program.find(name)
                .orElseThrow(() -> new StartException("The program '" + name + "' is not there: install cloudflared, or"
                        + " name it with SLUICE_CLOUDFLARED (server.public-api.cloudflared)."));
    }

    /// @param found is told each public address, as soon as the program says it
    static Tunnel start(PublicApiConfig config, int port, Consumer<String> found) throws StartException {
        List<String> command = new ArrayList<>(List.of(program(config).toString(), "tunnel", "--no-autoupdate"));
        if (!config.id().isEmpty()) {
            command.add("run");
        }
        command.addAll(List.of("--url", "http://127.0.0.1:" + port));
        if (!config.id().isEmpty()) {
            command.add(config.id());
        }
        var tunnel = new Tunnel(command, found);
        Thread.ofVirtual().name("sluice-tunnel").start(tunnel::keep);
        return tunnel;
    }

    private void keep() {
        long pause = 1;
        try {
            while (closed.getCount() > 0) {
                int status = run();
                if (closed.getCount() > 0) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "cloudflared ended with status {0}; it is started again in {1} s",
                            status,
                            pause);
                }
                if (closed.await(pause, TimeUnit.SECONDS)) {
                    return;
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int run() throws InterruptedException {
        try {
            Process running =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process = running;
            running.getOutputStream().close();
            if (closed.getCount() == 0) {
                running.destroy();
            }
            listen(running);
            return running.waitFor();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cloudflared cannot be started: {0}", e.getMessage());
            return -1;
        }
    }

    private void listen(Process running) {
        try (BufferedReader lines = running.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LOG.log(System.Logger.Level.DEBUG, "cloudflared: {0}", line);
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    found.accept(address.group());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cloudflared says no more", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
