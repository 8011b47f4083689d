package dev.sluice.app;

import dev.sluice.config.ConfigInputs;
import dev.sluice.config.ConfigStore;
import dev.sluice.config.SluiceConfig;
import dev.sluice.http.AnswerFilter;
import dev.sluice.http.CallFilter;
import dev.sluice.http.ChatDoor;
import dev.sluice.http.HealthResource;
import dev.sluice.http.OutputSeal;
import dev.sluice.http.Running;
import dev.sluice.http.Serving;
import dev.sluice.http.ThrowableMapper;
import dev.sluice.http.WebApplicationMapper;
import dev.sluice.http.anthropic.CountDoor;
import dev.sluice.http.anthropic.MessagesProtocol;
import dev.sluice.http.anthropic.MessagesResource;
import dev.sluice.http.anthropic.ProviderMessagesResource;
import dev.sluice.http.container.Watches;
import dev.sluice.http.openai.ChatProtocol;
import dev.sluice.http.openai.ChatResource;
import dev.sluice.http.openai.ModelsResource;
import dev.sluice.http.openai.ProviderChatResource;
import dev.sluice.telemetry.AccessLog;
import dev.sluice.ui.AssetSource;
import dev.sluice.ui.PagesResource;
import dev.sluice.ui.Site;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/// All parts of one running gateway, joined. Closing it ends every thread and connection that it began.
public final class Gateway implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice");

    private final Beans beans;
    private final ConfigStore store;
    private final ScheduledExecutorService clock;
    private final Assembly assembly;
    private final Serving serving = new Serving();
    private final Watches watches;
    private final Set<Object> doors;

    private Gateway(ConfigInputs inputs, AssetSource assets) {
        beans = Beans.find();
        var kinds = new Kinds(beans.kinds());
        store = openStore(inputs, kinds);
        clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sluice-clock").factory());
        assembly = new Assembly(kinds, clock);
        watches = new Watches(clock);
        assembly.use(store.current());
        store.onChange(assembly::use);
        doors = doors(assets);
        store.notices().forEach(notice -> LOG.log(notice.level(), notice.text()));
    }

    /// @throws dev.sluice.config.ConfigException where the configuration cannot be used
    public static Gateway start(ConfigInputs inputs, AssetSource assets) {
        return new Gateway(inputs, assets);
    }

    private ConfigStore openStore(ConfigInputs inputs, Kinds kinds) {
        try {
            return ConfigStore.open(inputs, kinds.names());
        } catch (RuntimeException e) {
            beans.close();
            throw e;
        }
    }

    private Set<Object> doors(AssetSource assets) {
        var log = new AccessLog(() -> store.current().log());
        var chats = new ChatDoor(serving, watches, log, new ChatProtocol(Clock.systemUTC()));
        var messages = new ChatDoor(serving, watches, log, new MessagesProtocol());
        var count = new CountDoor(serving);
        return Set.of(
                new CallFilter(assembly::running),
                new AnswerFilter(log),
                new OutputSeal(),
                new ThrowableMapper(),
                new WebApplicationMapper(),
                new ChatResource(chats),
                new ProviderChatResource(chats),
                new MessagesResource(messages, count),
                new ProviderMessagesResource(messages, count),
                new ModelsResource(),
                new HealthResource(Version.current()),
                new PagesResource(new Site(assets)));
    }

    /// What JAX-RS is to serve: resources, filters and mappers.
    public Set<Object> doors() {
        return doors;
    }

    public SluiceConfig config() {
        return store.current();
    }

    public ConfigStore store() {
        return store;
    }

    public Running running() {
        return assembly.running();
    }

    /// The providers in their order, for the line that a start prints.
    String summary() {
        List<String> names = running().catalog().listings().stream()
                .filter(listing -> listing.enabled())
                .map(listing -> listing.name())
                .toList();
        return names.stream().collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        store.close();
        serving.close();
        watches.close();
        clock.shutdownNow();
        assembly.close();
        beans.close();
    }
}
