package dev.sluice.provider.azure;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.ResponseKeeper;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.openai.OpenAiChat;
import dev.sluice.provider.wire.openai.OpenAiEndpoints;
import dev.sluice.provider.wire.openai.OpenAiResponses;
import dev.sluice.provider.wire.openai.OpenAiText;
import java.util.List;

/// An Azure OpenAI resource. Its models are its deployments, by the names that the operator gave them.
final class AzureProvider extends OpenAiEndpoints implements ChatProvider, ResponseKeeper {
    private final AzureAddress address;
    private final OpenAiResponses responses;

    AzureProvider(Account account, AzureAddress address) {
        super(account, "azure", address::path);
        this.address = address;
        this.responses = new OpenAiResponses(account, address.query());
    }

    /// None: with a key Azure lists what could be deployed, not what is. `models` and `map-models` name what is.
    @Override
    public List<ModelCard> models() {
        return List.of();
    }

    @Override
    public boolean speaks(Dialect dialect) {
        return switch (dialect) {
            case OPENAI_CHAT, OPENAI_TEXT -> true;
            case OPENAI_RESPONSES -> keepsResponses();
            default -> false;
        };
    }

    /// Responses name their deployment in the body, in both forms; an address of one deployment has none.
    private boolean keepsResponses() {
        return address.form() != AzureAddress.Form.FIXED && responses.possible();
    }

    @Override
    public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
        return switch (request.dialect()) {
            case OPENAI_TEXT -> OpenAiText.begin(account, address.path("/completions", model), request, model, attempt);
            case OPENAI_RESPONSES -> response(request, model, attempt);
            default -> completion(request, model, attempt);
        };
    }

    private ReplyStream response(ChatRequest request, String model, Attempt attempt) {
        return keepsResponses()
                ? responses.begin(request, model, attempt, () -> completion(request, model, attempt))
                : completion(request, model, attempt);
    }

    private ReplyStream completion(ChatRequest request, String model, Attempt attempt) {
        return OpenAiChat.begin(account, address.chat(model), request, model, attempt);
    }

    @Override
    public void forget(String id) {
        if (keepsResponses()) {
            responses.forget(id);
        }
    }
}
