package dev.sluice.provider.openai;

import dev.sluice.dialect.openai.ChatRequestWriter;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.upstream.UpstreamReply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// An upstream that speaks OpenAI's API (https://platform.openai.com/docs/api-reference, read 2026-11-21).
final class OpenAiProvider implements ChatProvider {
    private static final int LARGEST_LIST = 16 * 1024 * 1024;
    private static final Duration LIST_CONNECT = Duration.ofSeconds(5);
    private static final Duration LIST_PATIENCE = Duration.ofSeconds(15);

    private final OpenAiAccount account;

    OpenAiProvider(OpenAiAccount account) {
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
        try (UpstreamReply reply = account.send(
                "GET", "/models", Map.of(), new byte[0], LIST_CONNECT, LIST_PATIENCE, new Cancellation())) {
            reply.body().readTimeout(LIST_PATIENCE);
            return ModelListReader.read(name(), reply.body().readAll(LARGEST_LIST));
        } catch (IOException e) {
            throw account.broken(e);
        }
    }

    @Override
    public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
        byte[] body =
                ChatRequestWriter.upstreamBody(request, model, account.config().request());
        var patience = new Patience(attempt, request.stream());
        UpstreamReply reply = account.send(
                "POST",
                "/chat/completions",
                request.headers(),
                body,
                attempt.connect(),
                patience.untilHead(),
                attempt.cancellation());
        return new OpenAiReply(account, reply, patience, model, account.clock());
    }
}
