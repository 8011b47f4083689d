package dev.sluice.provider.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.openai.CompletionErrors;
import dev.sluice.dialect.openai.EmbeddingReader;
import dev.sluice.dialect.openai.EmbeddingWriter;
import dev.sluice.dialect.openai.ImageReader;
import dev.sluice.dialect.openai.ImageRequestReader;
import dev.sluice.dialect.openai.ModerationWriter;
import dev.sluice.dialect.openai.RerankReader;
import dev.sluice.dialect.openai.RerankWriter;
import dev.sluice.dialect.openai.SoundFormats;
import dev.sluice.dialect.openai.SpeechRequestReader;
import dev.sluice.dialect.openai.TranscriptionReader;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageReply.Image;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.JsonRequest;
import dev.sluice.exchange.ModerationReply;
import dev.sluice.exchange.ModerationRequest;
import dev.sluice.exchange.RerankReply;
import dev.sluice.exchange.RerankRequest;
import dev.sluice.exchange.SpeechReply;
import dev.sluice.exchange.SpeechRequest;
import dev.sluice.exchange.TranscriptionReply;
import dev.sluice.exchange.TranscriptionRequest;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.EmbeddingProvider;
import dev.sluice.provider.ImageProvider;
import dev.sluice.provider.SpeechProvider;
import dev.sluice.provider.TranscriptionProvider;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.AccountProvider;
import dev.sluice.provider.wire.FormBody;
import dev.sluice.provider.wire.Patience;
import dev.sluice.provider.wire.WholeBody;
import dev.sluice.provider.wire.WireBytes;
import dev.sluice.provider.wire.WireEvents;
import dev.sluice.upstream.RequestBody;
import dev.sluice.upstream.UpstreamReply;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The endpoints of OpenAI's API beside chats, at an upstream that has them
/// (https://platform.openai.com/docs/api-reference, read 2026-11-21). Thread-safe.
public abstract class OpenAiEndpoints extends AccountProvider
        implements EmbeddingProvider, ImageProvider, SpeechProvider, TranscriptionProvider {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";
    private static final String ANYTHING = "application/json, text/event-stream, */*";
    private static final int LARGEST_IMAGE = 32 * 1024 * 1024;

    private final Paths paths;

    /// Where an upstream has its endpoints.
    @FunctionalInterface
    public interface Paths {
        /// The path below the base URL, with its query.
        ///
        /// @param endpoint OpenAI's path below `/v1`, for example `/embeddings`
        String path(String endpoint, String model);
    }

    protected OpenAiEndpoints(Account account, String kind, Paths paths) {
        super(account, kind);
        this.paths = paths;
    }

    @Override
    public EmbeddingReply embed(EmbeddingRequest request, String model, Attempt attempt) {
        byte[] body = EmbeddingWriter.upstreamBody(request, model, overrides());
        byte[] json = whole("/embeddings", request.asked(), body, model, attempt);
        return EmbeddingReader.read(json, account.name(), request);
    }

    public ModerationReply moderate(ModerationRequest request, String model, Attempt attempt) {
        byte[] body = ModerationWriter.upstreamBody(request, model, overrides());
        byte[] json = whole("/moderations", request.asked(), body, model, attempt);
        return ModerationWriter.read(json, account.name(), request);
    }

    public RerankReply rerank(RerankRequest request, String model, Attempt attempt) {
        byte[] body = RerankWriter.upstreamBody(request, model, overrides());
        byte[] json = whole("/rerank", request.asked(), body, model, attempt);
        return RerankReader.read(json, account.name(), request);
    }

    @Override
    public SpeechReply speak(SpeechRequest request, String model, Attempt attempt) {
        byte[] body = SpeechRequestReader.upstreamBody(request, model, overrides());
        var patience = new Patience(attempt, true);
        UpstreamReply reply = account.post(
                paths.path("/audio/speech", model),
                request.asked().headers(),
                RequestBody.of(body),
                JSON,
                request.events() ? EVENTS : "*/*",
                attempt,
                patience);
        String type = type(reply);
        if (type.startsWith(EVENTS)) {
            return new SpeechReply.Events(WireEvents.begun(account, reply, patience));
        }
        if (type.startsWith(JSON)) {
            try (reply) {
                throw CompletionErrors.noAnswer(WholeBody.read(account, reply, patience), account.name());
            }
        }
        boolean sound = type.startsWith("audio/") || type.startsWith("video/");
        return new SpeechReply.Sound(
                WireBytes.begun(account, reply, patience, sound ? type : SoundFormats.type(request.format())));
    }

    @Override
    public TranscriptionReply transcribe(TranscriptionRequest request, String model, Attempt attempt) {
        var patience = new Patience(attempt, request.stream());
        String path = request.translate() ? "/audio/translations" : "/audio/transcriptions";
        UpstreamReply reply = form(path, request.form(), Set.of(), model, attempt, patience);
        if (type(reply).startsWith(EVENTS)) {
            return new TranscriptionReply.Events(WireEvents.begun(account, reply, patience));
        }
        try (reply) {
            return TranscriptionReader.read(WholeBody.read(account, reply, patience), account.name(), request.format());
        }
    }

    @Override
    public ImageReply image(ImageRequest request, String model, Attempt attempt) {
        var patience = new Patience(attempt, request.stream());
        String path = request.task().path();
        UpstreamReply reply = switch (request.asked()) {
            case JsonRequest json ->
                account.post(
                        paths.path(path, model),
                        json.headers(),
                        ImageRequestReader.upstreamBody(request, json, model, overrides()),
                        attempt,
                        patience);
            case FormRequest form -> {
                Set<String> without =
                        ImageRequestReader.knowsNoForm(model) ? Set.of("response_format") : Set.<String>of();
                yield form(path, form, without, model, attempt, patience);
            }
        };
        if (type(reply).startsWith(EVENTS)) {
            return new ImageReply.Events(WireEvents.begun(account, reply, patience));
        }
        try (reply) {
            ImageReply.Images images = ImageReader.read(WholeBody.read(account, reply, patience), account.name());
            boolean here = request.form() == ImageRequest.Form.BASE64 || request.copied();
            return here ? fetched(images, attempt, patience) : images;
        }
    }

    /// The same with the bytes of every image.
    private ImageReply.Images fetched(ImageReply.Images reply, Attempt attempt, Patience patience) {
        List<Image> images = reply.images().stream()
                .map(image -> {
                    String url = image.url();
                    if (url == null) {
                        return image;
                    }
                    byte[] bytes = account.fetch(url, LARGEST_IMAGE, attempt, patience);
                    return new Image(null, Base64.getEncoder().encodeToString(bytes), image.revisedPrompt());
                })
                .toList();
        return new ImageReply.Images(images, reply.usage(), reply.wire());
    }

    private UpstreamReply form(
            String endpoint, FormRequest form, Set<String> without, String model, Attempt attempt, Patience patience) {
        Set<String> left = new HashSet<>(GatewayFields.NAMES);
        left.remove("image");
        left.addAll(without);
        var body = new FormBody(form, model, left);
        return account.post(
                paths.path(endpoint, model), form.headers(), body, body.contentType(), ANYTHING, attempt, patience);
    }

    private static String type(UpstreamReply reply) {
        return reply.header("content-type").orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private ObjectNode overrides() {
        return account.config().request();
    }

    private byte[] whole(String endpoint, JsonRequest asked, byte[] body, String model, Attempt attempt) {
        var patience = new Patience(attempt, false);
        try (UpstreamReply reply =
                account.post(paths.path(endpoint, model), asked.headers(), body, attempt, patience)) {
            return WholeBody.read(account, reply, patience);
        }
    }
}
