package dev.sluice.provider.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.Preset;
import dev.sluice.config.Presets;
import dev.sluice.dialect.openai.ChatRequestWriter;
import dev.sluice.dialect.openai.PromptWriter;
import dev.sluice.dialect.openai.ReplyDecoder;
import dev.sluice.dialect.openai.SoundAddresses;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.DecodedFrames;
import dev.sluice.provider.wire.FrameReader;
import dev.sluice.provider.wire.Patience;
import dev.sluice.provider.wire.WireReply;
import dev.sluice.upstream.UpstreamReply;
import java.net.URI;

/// A chat completion (https://platform.openai.com/docs/api-reference/chat, read 2026-11-21): passed through for
/// callers of the same dialect, translated for others.
public final class OpenAiChat {
    private OpenAiChat() {}

    /// Sends the request and waits for the upstream's status.
    ///
    /// @param path below the account's address, with its query
    /// @param model the upstream's own name of the model
    /// @throws RefusedException when the upstream refuses or cannot be reached
    public static ReplyStream begin(Account account, String path, ChatRequest request, String model, Attempt attempt) {
        boolean passes = request.dialect() == Dialect.OPENAI_CHAT;
        ObjectNode overrides = account.config().request();
        byte[] written = passes
                ? ChatRequestWriter.upstreamBody(request, model, overrides)
                : PromptWriter.upstreamBody(request.prompt(), model, request.stream(), overrides);
        byte[] body = takesSoundAddresses(account) ? SoundAddresses.in(written) : written;
        var patience = new Patience(attempt, request.stream());
        UpstreamReply reply = account.post(path, request.headers(), body, attempt, patience);
        FrameReader frames = new ChatFrames(
                account.name(), model, request.document().tree().path("n").asInt(1), account.clock());
        return new WireReply(
                account,
                reply,
                patience,
                passes ? frames : new DecodedFrames(frames, new ReplyDecoder(account.name())::decode));
    }

    private static boolean takesSoundAddresses(Account account) {
        return Presets.of(account.name(), URI.create(account.base()))
                .filter(Preset::soundAddresses)
                .isPresent();
    }
}
