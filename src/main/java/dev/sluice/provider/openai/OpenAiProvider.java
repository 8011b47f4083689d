package dev.sluice.provider.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.Preset;
import dev.sluice.config.Presets;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.ModerationProvider;
import dev.sluice.provider.QuotaProvider;
import dev.sluice.provider.RerankProvider;
import dev.sluice.provider.ResponseKeeper;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.openai.OpenAiChat;
import dev.sluice.provider.wire.openai.OpenAiEndpoints;
import dev.sluice.provider.wire.openai.OpenAiResponses;
import dev.sluice.provider.wire.openai.OpenAiText;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An upstream that speaks OpenAI's API (https://platform.openai.com/docs/api-reference, read 2026-11-21).
final class OpenAiProvider extends OpenAiEndpoints
        implements ChatProvider, ResponseKeeper, ModerationProvider, RerankProvider, QuotaProvider {
    private final OpenAiResponses responses;

    OpenAiProvider(Account account) {
        super(account, "openai", (endpoint, model) -> endpoint);
        this.responses = new OpenAiResponses(account, "");
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
        return responses.begin(request, model, attempt, () -> completion(request, model, attempt));
    }

    private ReplyStream completion(ChatRequest request, String model, Attempt attempt) {
        return OpenAiChat.begin(account, "/chat/completions", request, model, attempt);
    }

    @Override
    public void forget(String id) {
        responses.forget(id);
    }
}
