package dev.sluice.app;

import dev.sluice.batch.BatchEndpoint;
import dev.sluice.config.ConfigInputs;
import dev.sluice.config.ConfigStore;
import dev.sluice.config.SluiceConfig;
import dev.sluice.http.AnswerFilter;
import dev.sluice.http.CallFilter;
import dev.sluice.http.ChatDoor;
import dev.sluice.http.Desk;
import dev.sluice.http.ErrandDoor;
import dev.sluice.http.HealthResource;
import dev.sluice.http.OutputSeal;
import dev.sluice.http.Running;
import dev.sluice.http.Serving;
import dev.sluice.http.ThrowableMapper;
import dev.sluice.http.WebApplicationMapper;
import dev.sluice.http.container.Watches;
import dev.sluice.http.openai.Audio;
import dev.sluice.http.openai.AudioResource;
import dev.sluice.http.openai.BatchDoor;
import dev.sluice.http.openai.BatchesResource;
import dev.sluice.http.openai.ChatLines;
import dev.sluice.http.openai.ChatProtocol;
import dev.sluice.http.openai.ChatResource;
import dev.sluice.http.openai.EmbeddingsResource;
import dev.sluice.http.openai.FilesResource;
import dev.sluice.http.openai.Images;
import dev.sluice.http.openai.ImagesResource;
import dev.sluice.http.openai.MediaGenerationResource;
import dev.sluice.http.openai.MediaResource;
import dev.sluice.http.openai.ModelsResource;
import dev.sluice.http.openai.ModerationsResource;
import dev.sluice.http.openai.ProviderAudioResource;
import dev.sluice.http.openai.ProviderChatResource;
import dev.sluice.http.openai.ProviderImagesResource;
import dev.sluice.http.openai.RerankResource;
import dev.sluice.media.MediaStore;
import dev.sluice.media.Spool;
import dev.sluice.telemetry.AccessLog;
import dev.sluice.ui.AssetSource;
import dev.sluice.ui.PagesResource;
import dev.sluice.ui.Site;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// All parts of one running gateway, joined. Closing it ends every thread and connection that it began.
public final class Gateway implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice");

    private final Beans beans;
    private final ConfigStore store;
    private final ScheduledExecutorService clock;
    private final Assembly assembly;
    private final Serving serving = new Serving();
    private final AccessLog log;
    private final MediaStore media;
    private final Storage storage;
    private final Watches watches;
    private final Set<Object> doors;

    private Gateway(ConfigInputs inputs, AssetSource assets) {
        beans = Beans.find();
        var kinds = new Kinds(beans.kinds());
        store = openStore(inputs, kinds);
        clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sluice-clock").factory());
        log = new AccessLog(() -> store.current().log());
        media = media();
        storage = new Storage(store, batchEndpoints(), clock);
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

    private MediaStore media() {
        var kept = new MediaStore(() -> store.current().media(), Clock.systemUTC());
        clock.scheduleWithFixedDelay(
                () -> Thread.ofVirtual().name("sluice-media").start(kept::sweep), 1, 60, TimeUnit.MINUTES);
        Spool.sweep(store.home().resolve("tmp"));
        return kept;
    }

    private ConfigStore openStore(ConfigInputs inputs, Kinds kinds) {
        try {
            return ConfigStore.open(inputs, kinds.names());
        } catch (RuntimeException e) {
            beans.close();
            throw e;
        }
    }

    /// A further endpoint for batches is a line here.
    private List<BatchEndpoint> batchEndpoints() {
        return List.of(new BatchDoor("/v1/chat/completions", () -> running(), log, new ChatLines(Clock.systemUTC())));
    }

    private Set<Object> doors(AssetSource assets) {
        var chats = new ChatDoor(serving, watches, log, new ChatProtocol(Clock.systemUTC()));
        var desk = new Desk(serving);
        var errands = new ErrandDoor(serving, watches, log, store.home().resolve("tmp"));
        var images = new Images(errands, media, Clock.systemUTC());
        var audio = new Audio(errands);
        return Set.of(
                new CallFilter(assembly::running),
                new AnswerFilter(log),
                new OutputSeal(),
                new ThrowableMapper(),
                new WebApplicationMapper(),
                new ChatResource(chats),
                new ProviderChatResource(chats),
                new ModelsResource(),
                new EmbeddingsResource(errands),
                new ModerationsResource(errands),
                new RerankResource(errands),
                new ImagesResource(images),
                new MediaGenerationResource(images),
                new ProviderImagesResource(images),
                new AudioResource(audio),
                new ProviderAudioResource(audio),
                new MediaResource(media),
                new FilesResource(storage.files(), desk),
                new BatchesResource(storage.batches(), desk),
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
        storage.close();
        clock.shutdownNow();
        assembly.close();
        beans.close();
    }
}
