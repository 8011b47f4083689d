package dev.sluice.provider.azure;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.openai.OpenAiChat;
import dev.sluice.provider.wire.openai.OpenAiEndpoints;
import dev.sluice.provider.wire.openai.OpenAiText;
import java.util.List;

/// An Azure OpenAI resource. Its models are its deployments, by the names that the operator gave them.
final class AzureProvider extends OpenAiEndpoints implements ChatProvider {
    private final AzureAddress address;

    AzureProvider(Account account, AzureAddress address) {
        super(account, "azure", address::path);
        this.address = address;
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
}
