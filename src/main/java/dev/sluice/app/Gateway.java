package dev.sluice.app;

import dev.sluice.admin.ManagedGateway;
import dev.sluice.admin.ManagementBeans;
import dev.sluice.batch.BatchEndpoint;
import dev.sluice.batch.FileStore;
import dev.sluice.config.ConfigInputs;
import dev.sluice.config.ConfigStore;
import dev.sluice.config.ServerThreads;
import dev.sluice.config.SluiceConfig;
import dev.sluice.conversation.Remembering;
import dev.sluice.conversation.ResponseStore;
import dev.sluice.dispatch.SearchContext;
import dev.sluice.exchange.ChatAddition;
import dev.sluice.http.AnswerFilter;
import dev.sluice.http.CallFilter;
import dev.sluice.http.ChatDoor;
import dev.sluice.http.Desk;
import dev.sluice.http.ErrandDoor;
import dev.sluice.http.FileParts;
import dev.sluice.http.HealthResource;
import dev.sluice.http.OutputSeal;
import dev.sluice.http.Running;
import dev.sluice.http.Serving;
import dev.sluice.http.ThrowableMapper;
import dev.sluice.http.WebApplicationMapper;
import dev.sluice.http.admin.InspectorResource;
import dev.sluice.http.admin.RequestsResource;
import dev.sluice.http.admin.UsageResource;
import dev.sluice.http.anthropic.CountDoor;
import dev.sluice.http.anthropic.MessagesProtocol;
import dev.sluice.http.anthropic.MessagesResource;
import dev.sluice.http.anthropic.ProviderMessagesResource;
import dev.sluice.http.container.Watches;
import dev.sluice.http.openai.Audio;
import dev.sluice.http.openai.AudioResource;
import dev.sluice.http.openai.BatchDoor;
import dev.sluice.http.openai.BatchesResource;
import dev.sluice.http.openai.ChatLines;
import dev.sluice.http.openai.ChatProtocol;
import dev.sluice.http.openai.ChatResource;
import dev.sluice.http.openai.CompletionsResource;
import dev.sluice.http.openai.ConversationResource;
import dev.sluice.http.openai.CookiesResource;
import dev.sluice.http.openai.EmbeddingsResource;
import dev.sluice.http.openai.FilesResource;
import dev.sluice.http.openai.ImageModelsResource;
import dev.sluice.http.openai.Images;
import dev.sluice.http.openai.ImagesResource;
import dev.sluice.http.openai.MeResource;
import dev.sluice.http.openai.MediaGenerationResource;
import dev.sluice.http.openai.MediaResource;
import dev.sluice.http.openai.ModelsResource;
import dev.sluice.http.openai.ModerationsResource;
import dev.sluice.http.openai.OpenResponses;
import dev.sluice.http.openai.ProviderAudioResource;
import dev.sluice.http.openai.ProviderChatResource;
import dev.sluice.http.openai.ProviderImagesResource;
import dev.sluice.http.openai.ProviderModelsResource;
import dev.sluice.http.openai.ProviderQuotaResource;
import dev.sluice.http.openai.ProviderResponsesResource;
import dev.sluice.http.openai.ProvidersResource;
import dev.sluice.http.openai.RerankResource;
import dev.sluice.http.openai.ResponseDesk;
import dev.sluice.http.openai.ResponseDoor;
import dev.sluice.http.openai.ResponsesResource;
import dev.sluice.http.openai.SpeechModelsResource;
import dev.sluice.http.openai.StatusResource;
import dev.sluice.http.openai.TextProtocol;
import dev.sluice.http.search.SearchResource;
import dev.sluice.http.textgen.BillingResource;
import dev.sluice.http.textgen.GenerationResource;
import dev.sluice.http.textgen.LoadedModels;
import dev.sluice.http.textgen.LogitsResource;
import dev.sluice.http.textgen.LoraResource;
import dev.sluice.http.textgen.ModelResource;
import dev.sluice.http.textgen.TokensResource;
import dev.sluice.ledger.Bookkeeper;
import dev.sluice.ledger.LatestEntries;
import dev.sluice.media.MediaStore;
import dev.sluice.media.Spool;
import dev.sluice.persona.Personas;
import dev.sluice.telemetry.AccessLog;
import dev.sluice.telemetry.Readiness;
import dev.sluice.telemetry.RequestLog;
import dev.sluice.telemetry.Trail;
import dev.sluice.ui.AssetSource;
import dev.sluice.ui.PagesResource;
import dev.sluice.ui.Site;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// All parts of one running gateway, joined. Closing it ends every thread and connection that it began.
public final class Gateway implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sluice");
    private static final long PATIENCE_SECONDS = 2;

    /// As many as G4F's own inspector keeps.
    private static final int LATEST = 250;

    private final Beans beans;
    private final ConfigStore store;
    private final ScheduledExecutorService clock;
    private final ExecutorService errands;
    private final Assembly assembly;
    private final MediaStore media;
    private final Readiness readiness = new Readiness();
    private final Serving serving;
    private final LatestEntries latest = new LatestEntries(LATEST);
    private final RequestLog log;
    private final Storage storage;
    private final OpenResponses open = new OpenResponses();
    private final MistakenWarnings mistaken = new MistakenWarnings();
    private final Watches watches;
    private final Personas personas;
    private final Set<Object> doors;
    private final ManagementBeans management;

    private Gateway(ConfigInputs inputs, AssetSource assets, String context) {
        beans = Beans.find();
        var kinds = new Kinds(beans.kinds());
        store = openStore(inputs, kinds);
        serving = serving(store.current());
        clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sluice-clock").factory());
        errands = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("sluice-errand-", 0).factory());
        media = media();
        storage = new Storage(store, this::batchEndpoints, clock);
        log = new AccessLog(() -> store.current().log())
                .and(new Bookkeeper(storage.ledger(), latest, () -> running().prices(), Clock.systemUTC()));
        assembly = new Assembly(kinds, beans.client(), clock, errands, storage.cookies()::header);
        watches = new Watches(clock);
        personas = new Personas(() -> store.current().characters());
        assembly.use(store.current());
        store.onChange(assembly::use);
        doors = doors(assets);
        management = new ManagementBeans(context, managed(), assembly.health());
        assembly.onExchange(management::follow);
        store.notices().forEach(notice -> LOG.log(notice.level(), notice.text()));
        errands.execute(() ->
                DefaultModels.check(running().dispatcher(), store.current().defaults()));
    }

    /// @param context the path that the gateway is deployed under; empty = the server's root
    /// @throws dev.sluice.config.ConfigException where the configuration cannot be used
    public static Gateway start(ConfigInputs inputs, AssetSource assets, String context) {
        return new Gateway(inputs, assets, context);
    }

    private Serving serving(SluiceConfig config) {
        try {
            return ServerThreads.named(config.server().executor())
                    .map(Serving::new)
                    .orElseGet(Serving::new);
        } catch (RuntimeException e) {
            store.close();
            beans.close();
            throw e;
        }
    }

    private ManagedGateway managed() {
        return new ManagedGateway(
                Version.current(), store, () -> running().catalog(), readiness, serving::open, serving::streams);
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
    private List<BatchEndpoint> batchEndpoints(FileStore kept, ResponseStore responses) {
        Clock now = Clock.systemUTC();
        var files = new FileParts(kept);
        return List.of(
                lines("/v1/chat/completions", ChatLines.chats(files, now)),
                lines("/v1/completions", ChatLines.texts(files, now)),
                lines("/v1/responses", ChatLines.responses(responses, open, files, now)),
                lines("/v1/moderations", ModerationsResource::line),
                lines("/v1/embeddings", EmbeddingsResource::line));
    }

    private BatchDoor lines(String path, BatchDoor.LineWork work) {
        return new BatchDoor(path, () -> running(), (trail, status, outcome) -> tell(trail, status, outcome), work);
    }

    /// What is made before the log is there uses this.
    private void tell(Trail trail, int status, String outcome) {
        log.write(trail, status, outcome);
    }

    /// What a caller may ask for besides a model's answer, in the order in which it is added; a further one is
    /// a line here.
    private List<ChatAddition> additions() {
        return List.of(
                new Remembering(storage.conversations()),
                new SearchContext(() -> running().search()),
                personas);
    }

    private Set<Object> doors(AssetSource assets) {
        List<ChatAddition> additions = additions();
        var desk = new Desk(serving);
        var files = new FileParts(storage.files());
        var chats = new ChatDoor(serving, watches, log, additions, new ChatProtocol(files, Clock.systemUTC()));
        var responses = new ResponseDoor(
                turn -> new ChatDoor(serving, watches, log, additions, turn),
                storage.responses(),
                open,
                files,
                Clock.systemUTC());
        var door = new ErrandDoor(serving, watches, log, store.home().resolve("tmp"));
        var images = new Images(door, media, files, Clock.systemUTC());
        var audio = new Audio(door);
        var messages = new ChatDoor(serving, watches, log, additions, new MessagesProtocol(files));
        var count = new CountDoor(serving);
        Set<Object> all = new HashSet<>(internalDoors(door, desk));
        all.addAll(books(door, desk));
        all.addAll(kept(desk));
        all.addAll(Set.of(
                new CallFilter(assembly::running, readiness),
                new AnswerFilter(log),
                new OutputSeal(),
                new ThrowableMapper(),
                new WebApplicationMapper(),
                new ChatResource(chats),
                new CompletionsResource(
                        new ChatDoor(serving, watches, log, additions, new TextProtocol(files, Clock.systemUTC()))),
                new ProviderChatResource(chats),
                new ConversationResource(chats),
                new ResponsesResource(responses, new ResponseDesk(storage.responses(), open), desk),
                new ProviderResponsesResource(responses),
                new MessagesResource(messages, count),
                new ProviderMessagesResource(messages, count),
                new EmbeddingsResource(door),
                new ModerationsResource(door),
                new RerankResource(door),
                new ImagesResource(images),
                new MediaGenerationResource(images),
                new ProviderImagesResource(images),
                new AudioResource(audio),
                new ProviderAudioResource(audio),
                new MediaResource(media),
                new SearchResource(desk),
                new HealthResource(Version.current(), readiness),
                new PagesResource(new Site(assets)),
                mistaken));
        return Set.copyOf(all);
    }

    /// What there is to be asked, and what text-generation-webui tells of a model's insides.
    private Set<Object> internalDoors(ErrandDoor door, Desk desk) {
        var loaded = new LoadedModels(personas);
        Set<Object> all = new HashSet<>(lists(desk));
        all.addAll(Set.of(
                new TokensResource(door, loaded),
                new LogitsResource(door, loaded),
                new GenerationResource(door, loaded, personas, serving),
                new ModelResource(door, desk, loaded),
                new LoraResource(door),
                new BillingResource(storage.ledger(), desk)));
        return all;
    }

    /// What callers keep here.
    private Set<Object> kept(Desk desk) {
        return Set.of(
                new FilesResource(storage.files(), desk),
                new BatchesResource(storage.batches(), desk),
                new CookiesResource(storage.cookies(), desk));
    }

    /// What was asked of whom, and what it cost.
    private Set<Object> books(ErrandDoor door, Desk desk) {
        return Set.of(
                new MeResource(storage.ledger(), desk, Clock.systemUTC()),
                new UsageResource(storage.ledger(), desk),
                new RequestsResource(storage.ledger(), latest, desk, door),
                new InspectorResource(latest));
    }

    /// What there is to be asked: models, providers.
    private static Set<Object> lists(Desk desk) {
        return Set.of(
                new ModelsResource(),
                new ProvidersResource(desk),
                new ProviderModelsResource(desk),
                new ProviderQuotaResource(desk),
                new ImageModelsResource(desk),
                new SpeechModelsResource(desk),
                new StatusResource());
    }

    /// What JAX-RS is to serve: resources, filters and mappers.
    public Set<Object> doors() {
        return doors;
    }

    MistakenWarnings mistakenWarnings() {
        return mistaken;
    }

    /// Ends the requests under way, each with an answer that says why, and waits for that.
    void stopServing() {
        serving.close();
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
        management.close();
        store.close();
        serving.close();
        mistaken.close();
        watches.close();
        storage.close();
        clock.shutdownNow();
        assembly.close();
        errands.shutdown();
        // the client of the upstreams is a bean: whoever waits for one is told that it is over
        beans.close();
        await(clock);
        await(errands);
    }

    private static void await(ExecutorService ending) {
        try {
            if (!ending.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "a task in the background did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
