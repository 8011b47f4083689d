package dev.sluice.provider.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.openai.EmbeddingReader;
import dev.sluice.dialect.openai.EmbeddingWriter;
import dev.sluice.dialect.openai.ModerationWriter;
import dev.sluice.dialect.openai.RerankReader;
import dev.sluice.dialect.openai.RerankWriter;
import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.JsonRequest;
import dev.sluice.exchange.ModerationReply;
import dev.sluice.exchange.ModerationRequest;
import dev.sluice.exchange.RerankReply;
import dev.sluice.exchange.RerankRequest;
import dev.sluice.provider.Attempt;
import dev.sluice.upstream.UpstreamReply;

/// The endpoints of OpenAI's API beside chats, at an upstream that has them
/// (https://platform.openai.com/docs/api-reference, read 2026-11-21). Thread-safe.
public final class OpenAiEndpoints {
    private final Account account;
    private final Paths paths;

    /// Where an upstream has its endpoints.
    @FunctionalInterface
    public interface Paths {
        /// The path below the base URL, with its query.
        ///
        /// @param endpoint OpenAI's path below `/v1`, for example `/embeddings`
        String path(String endpoint, String model);
    }

    public OpenAiEndpoints(Account account, Paths paths) {
        this.account = account;
        this.paths = paths;
    }

    public EmbeddingReply embed(EmbeddingRequest request, String model, Attempt attempt) {
        byte[] body = EmbeddingWriter.upstreamBody(request, model, overrides());
        byte[] json = whole("/embeddings", request.asked(), body, model, attempt);
        return EmbeddingReader.read(json, account.name(), request);
    }

    public ModerationReply moderate(ModerationRequest request, String model, Attempt attempt) {
        byte[] body = ModerationWriter.upstreamBody(request, model, overrides());
        byte[] json = whole("/moderations", request.asked(), body, model, attempt);
        return ModerationWriter.read(json, account.name(), request);
    }

    public RerankReply rerank(RerankRequest request, String model, Attempt attempt) {
        byte[] body = RerankWriter.upstreamBody(request, model, overrides());
        byte[] json = whole("/rerank", request.asked(), body, model, attempt);
        return RerankReader.read(json, account.name(), request);
    }

    private ObjectNode overrides() {
        return account.config().request();
    }

    private byte[] whole(String endpoint, JsonRequest asked, byte[] body, String model, Attempt attempt) {
        var patience = new Patience(attempt, false);
        try (UpstreamReply reply =
                account.post(paths.path(endpoint, model), asked.headers(), body, attempt, patience)) {
            return WholeBody.read(account, reply, patience);
        }
    }
}
