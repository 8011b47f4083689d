package dev.sluice.provider.wire.openai;

import dev.sluice.dialect.responses.ResponseRequestWriter;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.Patience;
import dev.sluice.provider.wire.WireReply;
import dev.sluice.upstream.UpstreamReply;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/// The responses of an upstream (https://platform.openai.com/docs/api-reference/responses, read 2026-11-21), passed
/// through for callers of the same dialect. Thread-safe.
public final class OpenAiResponses {
    private static final Duration FORGETTING = Duration.ofSeconds(5);

    private final Account account;
    private final String query;
    private final ResponseSupport support;

    /// @param query what follows each path; empty for nothing
    public OpenAiResponses(Account account, String query) {
        this.account = account;
        this.query = query;
        this.support = new ResponseSupport(account.base());
    }

    /// Whether the upstream may have them; it is asked once and remembered.
    public boolean possible() {
        return support.possible();
    }

    /// Sends the request and waits for the upstream's status.
    ///
    /// @param model the upstream's own name of the model
    /// @param instead asks for the same as a chat, where the upstream turns out to have no responses
    /// @throws RefusedException when the upstream refuses or cannot be reached
    public ReplyStream begin(ChatRequest request, String model, Attempt attempt, Supplier<ReplyStream> instead) {
        try {
            return begin(request, model, attempt);
        } catch (RefusedException e) {
            if (!support.mayBeAbsent(e)) {
                throw e;
            }
            ReplyStream reply = instead.get();
            support.isAbsent();
            return reply;
        }
    }

    private ReplyStream begin(ChatRequest request, String model, Attempt attempt) {
        byte[] body = ResponseRequestWriter.upstreamBody(
                request, model, account.config().request());
        var patience = new Patience(attempt, request.stream());
        UpstreamReply reply = account.post("/responses" + query, request.headers(), body, attempt, patience);
        support.isPresent();
        return new WireReply(account, reply, patience, new ResponseFrames(account.name()));
    }

    /// Has the upstream's copy of a response deleted.
    public void forget(String id) {
        if (possible() && id.matches("[A-Za-z0-9_-]{1,300}")) {
            String path = "/responses/" + id + query;
            account.send("DELETE", path, Map.of(), new byte[0], FORGETTING, FORGETTING, new Cancellation())
                    .close();
        }
    }
}
