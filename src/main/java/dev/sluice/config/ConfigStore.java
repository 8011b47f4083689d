package dev.sluice.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Holds the configuration that is in force and follows its file.
///
/// Thread-safe. A change of the file, or of a file that a value was taken from, is in force within a second; one that
/// cannot be used changes nothing but [#lastProblem()]. One thread watches, until [#close()].
public final class ConfigStore implements AutoCloseable {
    private static final Logger LOG = System.getLogger("dev.sluice.config");

    private final Home home;
    private final ConfigInputs inputs;
    private final Set<String> kinds;
    private final SluiceConfig started;
    private final List<Consumer<SluiceConfig>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock loading = new ReentrantLock();
    private final FileWatch watch;
    private volatile Loaded loaded;
    private volatile @Nullable String problem;

    private record Loaded(SluiceConfig config, List<Notice> notices, boolean fromFile, Instant since) {}

    private ConfigStore(Home home, ConfigInputs inputs, Set<String> kinds) {
        this.home = home;
        this.inputs = inputs;
        this.kinds = Set.copyOf(kinds);
        this.watch = new FileWatch(home.file(), this::follow);
        this.loaded = read(home.named());
        this.started = loaded.config();
    }

    /// Reads the configuration and begins to watch its file.
    ///
    /// @param knownKinds the kinds of providers that this program has
    /// @throws ConfigException when it cannot be used, with everything that is wrong
    public static ConfigStore open(ConfigInputs inputs, Set<String> knownKinds) {
        var store = new ConfigStore(Home.of(inputs), inputs, knownKinds);
        store.watch.start();
        return store;
    }

    /// The configuration in force.
    public SluiceConfig current() {
        return loaded.config();
    }

    /// What an operator should know of it.
    public List<Notice> notices() {
        return loaded.notices();
    }

    /// Why the file as it is now is not in force; empty when it is.
    public Optional<String> lastProblem() {
        return Optional.ofNullable(problem);
    }

    /// When the configuration in force was read.
    public Instant since() {
        return loaded.since();
    }

    /// What every default path starts from.
    public Path home() {
        return home.folder();
    }

    /// The configuration file, which may not exist.
    public Path file() {
        return home.file();
    }

    /// Calls the listener with each configuration that comes into force from now on, on the thread that loaded it.
    public void onChange(Consumer<SluiceConfig> listener) {
        listeners.add(listener);
    }

    /// Reads the file at once.
    ///
    /// @throws ConfigException when it cannot be used; the old configuration stays in force
    public void reload() {
        loading.lock();
        try {
            // A file that was there and is gone would otherwise take keys and providers away with it.
            Loaded next = read(home.named() || loaded.fromFile());
            var known = Set.copyOf(loaded.notices());
            loaded = next;
            problem = null;
            next.notices().stream()
                    .filter(notice -> !known.contains(notice))
                    .forEach(notice -> LOG.log(notice.level(), notice.text()));
            listeners.forEach(listener -> tell(listener, next.config()));
        } catch (ConfigException refused) {
            problem = refused.getMessage();
            throw refused;
        } finally {
            loading.unlock();
        }
    }

    @Override
    public void close() {
        watch.close();
    }

    private void follow() {
        try {
            reload();
            LOG.log(Level.INFO, "The configuration was read again and is in force");
        } catch (ConfigException refused) {
            LOG.log(Level.ERROR, "The old configuration stays in force. " + refused.getMessage());
        } catch (RuntimeException broken) {
            problem = "The configuration could not be read";
            LOG.log(Level.ERROR, "The old configuration stays in force", broken);
        }
    }

    private void tell(Consumer<SluiceConfig> listener, SluiceConfig config) {
        try {
            listener.accept(config);
        } catch (RuntimeException broken) {
            problem = "A part of the program could not take the new configuration: " + broken.getMessage();
            LOG.log(Level.ERROR, "A part of the program could not take the new configuration", broken);
        }
    }

    private Loaded read(boolean required) {
        var load = new ConfigLoad(home, inputs, kinds);
        // Looked at before it is read: what changes in between is seen as a change later.
        var files = WatchedFiles.look(List.of(home.file()));
        try {
            var text = ConfigFile.text(home.file(), required);
            var config = load.run(text);
            var notices = new ArrayList<>(load.notices());
            restart(config).ifPresent(notices::add);
            return new Loaded(config, List.copyOf(notices), text.isPresent(), Instant.now());
        } finally {
            watch.watch(files.with(load.files()));
        }
    }

    private Optional<Notice> restart(SluiceConfig config) {
        @Nullable SluiceConfig before = started;
        var keys = before == null ? List.<String>of() : RestartKeys.changed(before, config);
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(Notice.warning(String.join(", ", keys) + ": changed, takes effect after a restart"));
    }
}
