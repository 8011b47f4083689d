package dev.sluice.provider.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.openai.ChatRequestWriter;
import dev.sluice.dialect.openai.PromptWriter;
import dev.sluice.dialect.openai.ReplyDecoder;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.ModerationReply;
import dev.sluice.exchange.ModerationRequest;
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
import dev.sluice.provider.RerankProvider;
import dev.sluice.provider.SpeechProvider;
import dev.sluice.provider.TranscriptionProvider;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.FrameReader;
import dev.sluice.provider.wire.OpenAiEndpoints;
import dev.sluice.provider.wire.Patience;
import dev.sluice.provider.wire.WireReply;
import dev.sluice.upstream.UpstreamReply;
import java.util.List;
import java.util.Map;

/// An upstream that speaks OpenAI's API (https://platform.openai.com/docs/api-reference, read 2026-11-21).
final class OpenAiProvider
        implements ChatProvider,
                EmbeddingProvider,
                ModerationProvider,
                RerankProvider,
                ImageProvider,
                SpeechProvider,
                TranscriptionProvider {
    private final Account account;
    private final OpenAiEndpoints endpoints;

    OpenAiProvider(Account account) {
        this.account = account;
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
    public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
        boolean passes = request.dialect() == Dialect.OPENAI_CHAT;
        ObjectNode overrides = account.config().request();
        byte[] body = passes
                ? ChatRequestWriter.upstreamBody(request, model, overrides)
                : PromptWriter.upstreamBody(request.prompt(), model, request.stream(), overrides);
        var patience = new Patience(attempt, request.stream());
        UpstreamReply reply = account.post("/chat/completions", request.headers(), body, attempt, patience);
        FrameReader frames = new ChatFrames(
                name(), model, request.document().tree().path("n").asInt(1), account.clock());
        return new WireReply(
                account, reply, patience, passes ? frames : new DecodedFrames(frames, new ReplyDecoder(name())));
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
