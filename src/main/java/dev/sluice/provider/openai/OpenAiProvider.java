package dev.sluice.provider.openai;

import dev.sluice.exchange.ChatRequest;
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
import dev.sluice.provider.wire.openai.OpenAiChat;
import dev.sluice.provider.wire.openai.OpenAiEndpoints;
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
        return OpenAiChat.begin(account, "/chat/completions", request, model, attempt);
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
