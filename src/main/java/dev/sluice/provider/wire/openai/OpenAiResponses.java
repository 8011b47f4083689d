package dev.sluice.provider.wire.openai;

import dev.sluice.dialect.responses.ResponseRequestWriter;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.Patience;
import dev.sluice.provider.wire.WireReply;
import dev.sluice.upstream.UpstreamReply;

/// A response (https://platform.openai.com/docs/api-reference/responses, read 2026-11-21), passed through for callers
/// of the same dialect.
public final class OpenAiResponses {
    private OpenAiResponses() {}

    /// Sends the request and waits for the upstream's status.
    ///
    /// @param path below the account's address, with its query
    /// @param model the upstream's own name of the model
    /// @throws RefusedException when the upstream refuses or cannot be reached
    public static ReplyStream begin(Account account, String path, ChatRequest request, String model, Attempt attempt) {
        byte[] body = ResponseRequestWriter.upstreamBody(
                request, model, account.config().request());
        var patience = new Patience(attempt, request.stream());
        UpstreamReply reply = account.post(path, request.headers(), body, attempt, patience);
        return new WireReply(account, reply, patience, new ResponseFrames(account.name()));
    }
}
