package dev.sluice.provider.ollama;

import dev.sluice.dialect.ollama.Embeddings;
import dev.sluice.dialect.ollama.PromptWriter;
import dev.sluice.dialect.ollama.ReplyReader;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.EmbeddingProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.AccountProvider;
import dev.sluice.provider.wire.AsAsked;
import dev.sluice.provider.wire.Patience;
import dev.sluice.provider.wire.ThoughtFrames;
import dev.sluice.provider.wire.WholeBody;
import dev.sluice.provider.wire.WireReply;
import dev.sluice.upstream.UpstreamReply;
import java.util.List;
import java.util.Map;

/// An Ollama server.
final class OllamaProvider extends AccountProvider implements ChatProvider, EmbeddingProvider {
    private final KnownModels known;

    OllamaProvider(Account account, KnownModels known) {
        super(account, "ollama");
        this.known = known;
    }

    @Override
    public List<ModelCard> models() {
        return new ModelSearch(account, known).cards(account.ask("/api/tags", Map.of()));
    }

    @Override
    public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
        Prompt prompt = request.prompt();
        byte[] body = PromptWriter.upstreamBody(
                prompt, model, request.stream(), account.config().request());
        var patience = new Patience(attempt, request.stream());
        UpstreamReply reply = account.post("/api/chat", request.headers(), body, attempt, patience);
        var frames = new OllamaFrames(new ReplyReader(name()), request.stream());
        return new WireReply(account, reply, patience, AsAsked.by(prompt, new ThoughtFrames(frames)));
    }

    @Override
    public boolean takesAddress(Part part) {
        return false;
    }

    @Override
    public EmbeddingReply embed(EmbeddingRequest request, String model, Attempt attempt) {
        byte[] body = Embeddings.upstreamBody(request, model);
        var patience = new Patience(attempt, false);
        try (UpstreamReply reply = account.post("/api/embed", request.asked().headers(), body, attempt, patience)) {
            return Embeddings.read(WholeBody.read(account, reply, patience), name(), request);
        }
    }
}
