package dev.sluice.dispatch.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Answers completion requests over any provider: by its own completions where it has them, else by chats, one for each
/// prompt.
public final class PlainText {
    private final Function<ChatRequest, ReplyStream> provider;
    private final boolean serves;

    /// @param provider asks the provider once
    /// @param serves whether the provider's dialect has completions
    public PlainText(Function<ChatRequest, ReplyStream> provider, boolean serves) {
        this.provider = provider;
        this.serves = serves;
    }

    public static boolean concerns(ChatRequest request) {
        return request.dialect() == Dialect.OPENAI_TEXT;
    }

    /// @throws RefusedException where the provider does not answer
    public ReplyStream ask(ChatRequest request) {
        if (!serves || request.document().tree().hasNonNull("messages")) {
            return byChats(request);
        }
        try {
            return provider.apply(request);
        } catch (RefusedException e) {
            if (lacksCompletions(e.failure()) && !tokens(request)) {
                return byChats(request);
            }
            throw e;
        }
    }

    private static boolean tokens(ChatRequest request) {
        JsonNode prompt = request.document().tree().path("prompt");
        return prompt.isArray() && !prompt.path(0).isTextual();
    }

    /// What upstreams say that have chats alone, or whose model is one for chats.
    private static boolean lacksCompletions(Failure failure) {
        if (!(failure instanceof Failure.RefusedByUpstream refused)) {
            return false;
        }
        String words = refused.message().toLowerCase(Locale.ROOT);
        return switch (refused.status()) {
            case 404, 405, 501 -> true;
            case 400, 422 -> words.contains("chat") && (words.contains("model") || words.contains("completions"));
            default -> false;
        };
    }

    private ReplyStream byChats(ChatRequest request) {
        Prompt prompt = request.prompt();
        boolean several = request.document().tree().path("prompt").isArray()
                && prompt.messages().size() > 1;
        if (!several) {
            return provider.apply(request.saying(prompt));
        }
        List<ChatRequest> requests = prompt.messages().stream()
                .map(message -> request.saying(prompt.withMessages(List.of(message))))
                .toList();
        return new OneAfterAnother(requests, provider, prompt.sampling().choices());
    }
}
