package dev.sluice.provider.azure;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.SpeechReply;
import dev.sluice.exchange.SpeechRequest;
import dev.sluice.exchange.TranscriptionReply;
import dev.sluice.exchange.TranscriptionRequest;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.EmbeddingProvider;
import dev.sluice.provider.ImageProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.SpeechProvider;
import dev.sluice.provider.TranscriptionProvider;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.openai.OpenAiChat;
import dev.sluice.provider.wire.openai.OpenAiEndpoints;
import dev.sluice.provider.wire.openai.OpenAiText;
import java.util.List;

/// An Azure OpenAI resource. Its models are its deployments, by the names that the operator gave them.
final class AzureProvider
        implements ChatProvider, EmbeddingProvider, ImageProvider, SpeechProvider, TranscriptionProvider {
    private final Account account;
    private final AzureAddress address;
    private final OpenAiEndpoints endpoints;

    AzureProvider(Account account, AzureAddress address) {
        this.account = account;
        this.address = address;
        this.endpoints = new OpenAiEndpoints(account, address::path);
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public String kind() {
        return "azure";
    }

    @Override
    public String address() {
        return account.base();
    }

    /// None: with a key Azure lists what could be deployed, not what is. `models` and `map-models` name what is.
    @Override
    public List<ModelCard> models() {
        return List.of();
    }

    @Override
    public boolean speaks(Dialect dialect) {
        return dialect == Dialect.OPENAI_CHAT || dialect == Dialect.OPENAI_TEXT;
    }

    @Override
    public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
        return request.dialect() == Dialect.OPENAI_TEXT
                ? OpenAiText.begin(account, address.path("/completions", model), request, model, attempt)
                : OpenAiChat.begin(account, address.chat(model), request, model, attempt);
    }

    @Override
    public EmbeddingReply embed(EmbeddingRequest request, String model, Attempt attempt) {
        return endpoints.embed(request, model, attempt);
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
}
