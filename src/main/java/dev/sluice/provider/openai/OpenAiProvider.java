package dev.sluice.provider.openai;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.openai.OpenAiChat;
import dev.sluice.provider.wire.openai.OpenAiText;
import java.util.List;
import java.util.Map;

/// An upstream that speaks OpenAI's API (https://platform.openai.com/docs/api-reference, read 2026-11-21).
final class OpenAiProvider implements ChatProvider {
    private final Account account;

    OpenAiProvider(Account account) {
        this.account = account;
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
    public boolean speaks(Dialect dialect) {
        return dialect == Dialect.OPENAI_CHAT || dialect == Dialect.OPENAI_TEXT;
    }

    @Override
    public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
        return request.dialect() == Dialect.OPENAI_TEXT
                ? OpenAiText.begin(account, "/completions", request, model, attempt)
                : OpenAiChat.begin(account, "/chat/completions", request, model, attempt);
    }
}
