package dev.sluice.provider.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.Preset;
import dev.sluice.config.Presets;
import dev.sluice.dialect.responses.ResponseRequestWriter;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.ModerationReply;
import dev.sluice.exchange.ModerationRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.RerankReply;
import dev.sluice.exchange.RerankRequest;
import dev.sluice.exchange.SpeechReply;
import dev.sluice.exchange.SpeechRequest;
import dev.sluice.exchange.TranscriptionReply;
import dev.sluice.exchange.TranscriptionRequest;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.EmbeddingProvider;
import dev.sluice.provider.ImageProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.ModerationProvider;
import dev.sluice.provider.QuotaProvider;
import dev.sluice.provider.RerankProvider;
import dev.sluice.provider.ResponseKeeper;
import dev.sluice.provider.SpeechProvider;
import dev.sluice.provider.TranscriptionProvider;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.Patience;
import dev.sluice.provider.wire.WireReply;
import dev.sluice.provider.wire.openai.OpenAiChat;
import dev.sluice.provider.wire.openai.OpenAiEndpoints;
import dev.sluice.provider.wire.openai.OpenAiText;
import dev.sluice.upstream.UpstreamReply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An upstream that speaks OpenAI's API (https://platform.openai.com/docs/api-reference, read 2026-11-21).
final class OpenAiProvider
        implements ChatProvider,
                ResponseKeeper,
                EmbeddingProvider,
                ModerationProvider,
                RerankProvider,
                ImageProvider,
                SpeechProvider,
                TranscriptionProvider,
                QuotaProvider {
    private static final Duration FORGETTING = Duration.ofSeconds(5);

    private final Account account;
    private final ResponseSupport responses;
    private final OpenAiEndpoints endpoints;

    OpenAiProvider(Account account) {
        this.account = account;
        this.responses = new ResponseSupport(account.base());
        this.endpoints = new OpenAiEndpoints(account, (endpoint, model) -> endpoint);
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    public String address() {
        return account.base();
    }

    @Override
    public List<ModelCard> models() {
        return ModelListReader.read(name(), account.ask("/models", Map.of()));
    }

    @Override
    public Optional<ObjectNode> quota() {
        return Presets.of(name(), URI.create(account.base()))
                .map(Preset::quota)
                .filter(path -> !path.isEmpty())
                .map(path -> QuotaReader.read(name(), account.ask(path, Map.of())));
    }

    @Override
    public boolean speaks(Dialect dialect) {
        return switch (dialect) {
            case OPENAI_CHAT, OPENAI_TEXT -> true;
            case OPENAI_RESPONSES -> responses.possible();
            default -> false;
        };
    }

    @Override
    public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
        if (request.dialect() == Dialect.OPENAI_TEXT) {
            return OpenAiText.begin(account, "/completions", request, model, attempt);
        }
        if (request.dialect() != Dialect.OPENAI_RESPONSES || !responses.possible()) {
            return completion(request, model, attempt);
        }
        try {
            return response(request, model, attempt);
        } catch (RefusedException e) {
            if (!responses.mayBeAbsent(e)) {
                throw e;
            }
            ReplyStream reply = completion(request, model, attempt);
            responses.isAbsent();
            return reply;
        }
    }

    private ReplyStream response(ChatRequest request, String model, Attempt attempt) {
        byte[] body = ResponseRequestWriter.upstreamBody(
                request, model, account.config().request());
        var patience = new Patience(attempt, request.stream());
        UpstreamReply reply = account.post("/responses", request.headers(), body, attempt, patience);
        return new WireReply(account, reply, patience, new ResponseFrames(name()));
    }

    private ReplyStream completion(ChatRequest request, String model, Attempt attempt) {
        return OpenAiChat.begin(account, "/chat/completions", request, model, attempt);
    }

    @Override
    public void forget(String id) {
        if (responses.possible() && id.matches("[A-Za-z0-9_-]{1,300}")) {
            account.send(
                            "DELETE",
                            "/responses/" + id,
                            Map.of(),
                            new byte[0],
                            FORGETTING,
                            FORGETTING,
                            new Cancellation())
                    .close();
        }
    }

    @Override
    public EmbeddingReply embed(EmbeddingRequest request, String model, Attempt attempt) {
        return endpoints.embed(request, model, attempt);
    }

    @Override
    public ModerationReply moderate(ModerationRequest request, String model, Attempt attempt) {
        return endpoints.moderate(request, model, attempt);
    }

    @Override
    public ImageReply image(ImageRequest request, String model, Attempt attempt) {
        return endpoints.image(request, model, attempt);
    }

    @Override
    public SpeechReply speak(SpeechRequest request, String model, Attempt attempt) {
        return endpoints.speak(request, model, attempt);
    }

    @Override
    public TranscriptionReply transcribe(TranscriptionRequest request, String model, Attempt attempt) {
        return endpoints.transcribe(request, model, attempt);
    }

    @Override
    public RerankReply rerank(RerankRequest request, String model, Attempt attempt) {
        return endpoints.rerank(request, model, attempt);
    }
}
