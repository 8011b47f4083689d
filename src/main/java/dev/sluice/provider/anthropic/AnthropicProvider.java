package dev.sluice.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.anthropic.MessagesWriter;
import dev.sluice.dialect.anthropic.PromptWriter;
import dev.sluice.dialect.anthropic.ReplyDecoder;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.TokenCounter;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.AccountProvider;
import dev.sluice.provider.wire.DecodedFrames;
import dev.sluice.provider.wire.FrameReader;
import dev.sluice.provider.wire.Patience;
import dev.sluice.provider.wire.WireReply;
import dev.sluice.upstream.UpstreamReply;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An upstream that speaks Anthropic's API (https://platform.claude.com/docs/en/api/overview, read 2026-11-21).
final class AnthropicProvider extends AccountProvider implements ChatProvider, TokenCounter {
    private static final String VERSION_HEADER = "anthropic-version";
    private static final String VERSION = "2023-06-01";
    private static final int LARGEST_COUNT = 64 * 1024;

    AnthropicProvider(Account account) {
        super(account, "anthropic");
    }

    @Override
    public List<ModelCard> models() {
        return ModelPages.read(name(), path -> account.ask(path, Map.of(VERSION_HEADER, VERSION)));
    }

    @Override
    public boolean speaks(Dialect dialect) {
        return dialect == Dialect.ANTHROPIC;
    }

    @Override
    public boolean takesAddress(Part part) {
        return part instanceof Part.Image || part instanceof Part.File;
    }

    @Override
    public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
        boolean passes = speaks(request.dialect());
        ObjectNode overrides = account.config().request();
        byte[] body = passes
                ? MessagesWriter.upstreamBody(request, model, overrides)
                : PromptWriter.upstreamBody(request.prompt(), model, request.stream(), overrides);
        var patience = new Patience(attempt, request.stream());
        UpstreamReply reply = account.post("/messages", headers(request), body, attempt, patience);
        FrameReader frames = new MessageFrames(name());
        return new WireReply(
                account,
                reply,
                patience,
                passes ? frames : new DecodedFrames(frames, new ReplyDecoder(name())::decode));
    }

    @Override
    public long count(ChatRequest request, String model, Attempt attempt) {
        byte[] body = MessagesWriter.countBody(request, model);
        var patience = new Patience(attempt, false);
        try (UpstreamReply reply = account.post("/messages/count_tokens", headers(request), body, attempt, patience)) {
            reply.body().readTimeout(patience.untilHead());
            return TokenCountReader.read(name(), reply.body().readAll(LARGEST_COUNT));
        } catch (IOException e) {
            throw account.broken(e);
        }
    }

    /// A caller that speaks this dialect chooses its version; anyone else is translated into the oldest.
    private static Map<String, String> headers(ChatRequest request) {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        if (request.dialect() == Dialect.ANTHROPIC) {
            headers.putIfAbsent(VERSION_HEADER, VERSION);
        } else {
            headers.put(VERSION_HEADER, VERSION);
        }
        return headers;
    }
}
