package dev.sluice.provider.openai;

import dev.sluice.dialect.openai.ChatRequestWriter;
import dev.sluice.dialect.openai.PromptWriter;
import dev.sluice.dialect.openai.ReplyDecoder;
import dev.sluice.dialect.openai.TextReader;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.FrameReader;
import dev.sluice.provider.wire.Patience;
import dev.sluice.provider.wire.WireReply;
import dev.sluice.upstream.UpstreamReply;
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
        return switch (request.dialect()) {
            case OPENAI_CHAT -> asked("/chat/completions", passed(request, model), request, attempt, frames(request, model));
            case OPENAI_TEXT ->
                asked(
                        "/completions",
                        passed(request, model),
                        request,
                        attempt,
                        new TextFrames(new TextReader(name(), model, account.clock())));
            default ->
                asked(
                        "/chat/completions",
                        PromptWriter.upstreamBody(
                                request.prompt(),
                                model,
                                request.stream(),
                                account.config().request()),
                        request,
                        attempt,
                        new DecodedFrames(frames(request, model), new ReplyDecoder(name())));
        };
    }

    private byte[] passed(ChatRequest request, String model) {
        return ChatRequestWriter.upstreamBody(request, model, account.config().request());
    }

    private FrameReader frames(ChatRequest request, String model) {
        int choices = request.document().tree().path("n").asInt(1);
        return new ChatFrames(name(), model, choices, account.clock());
    }

    private ReplyStream asked(String path, byte[] body, ChatRequest request, Attempt attempt, FrameReader frames) {
        var patience = new Patience(attempt, request.stream());
        UpstreamReply reply = account.post(path, request.headers(), body, attempt, patience);
        return new WireReply(account, reply, patience, frames);
    }
}
