package dev.sluice.http.textgen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.dialect.openai.TextRequestReader;
import dev.sluice.dispatch.Aimed;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.WireJson;
import dev.sluice.http.Call;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Has one token generated and hears how probable it and its alternatives were: by a completion, or where the provider
/// has none by a chat.
record NextToken(Call call, Aimed aimed, Map<String, String> headers) {
    static final int USUAL = 50;

    /// What most servers tell at most, and what OpenAI's own completions do.
    private static final List<Integer> MOST = List.of(20, 5);

    /// @throws RefusedException where the provider does not answer, or tells no probabilities
    Probabilities ask(String prompt, int wanted) {
        for (int most : MOST) {
            Map<String, Double> told = byCompletion(prompt, Math.min(wanted, most));
            if (!told.isEmpty()) {
                return Probabilities.ofLogarithms(told, wanted);
            }
        }
        Map<String, Double> told = byChat(prompt, Math.min(wanted, MOST.getFirst()));
        if (told.isEmpty()) {
            throw new RefusedException(Failure.invalid(
                    "model",
                    "The provider '" + aimed.provider() + "' tells no probabilities of tokens for the model '"
                            + aimed.model() + "'.",
                    "unsupported_value"));
        }
        return Probabilities.ofLogarithms(told, wanted);
    }

    private Map<String, Double> byCompletion(String prompt, int alternatives) {
        ObjectNode body = body().put("prompt", prompt).put("logprobs", alternatives);
        try {
            JsonNode logprobs = answered(TextRequestReader.read(WireJson.bytes(body), headers));
            Map<String, Double> told = new LinkedHashMap<>();
            logprobs.path("top_logprobs")
                    .path(0)
                    .properties()
                    .forEach(token -> told.put(token.getKey(), token.getValue().doubleValue()));
            return told;
        } catch (RefusedException e) {
            if (aboutTheRequest(e.failure())) {
                return Map.of();
            }
            throw e;
        }
    }

    /// An upstream that has chats alone, or tells of fewer alternatives, refuses the question and not the caller.
    private static boolean aboutTheRequest(Failure failure) {
        return failure instanceof Failure.Invalid
                || failure instanceof Failure.RefusedByUpstream refused
                        && List.of(400, 404, 405, 422, 501).contains(refused.status());
    }

    private Map<String, Double> byChat(String prompt, int alternatives) {
        ObjectNode body = body().put("logprobs", true).put("top_logprobs", alternatives);
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        JsonNode logprobs = answered(ChatRequestReader.read(WireJson.bytes(body), headers));
        Map<String, Double> told = new LinkedHashMap<>();
        logprobs.path("content")
                .path(0)
                .path("top_logprobs")
                .forEach(one ->
                        told.put(one.path("token").asText(), one.path("logprob").asDouble()));
        return told;
    }

    private ObjectNode body() {
        return WireJson.object()
                .put("model", aimed.provider() + "/" + aimed.model())
                .put("max_tokens", 1);
    }

    private JsonNode answered(ChatRequest request) {
        try (ReplyStream reply = call.running()
                .dispatcher()
                .chat(request, call.trail(), call.cancellation())
                .reply()) {
            JsonNode logprobs = WireJson.object();
            for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
                if (event instanceof ReplyEvent.Whole whole) {
                    logprobs = read(whole.json()).at("/choices/0/logprobs");
                }
            }
            return logprobs;
        }
    }

    private JsonNode read(byte[] json) {
        try {
            return WireJson.tree(WireJson.parser(json));
        } catch (IOException e) {
            throw new RefusedException(
                    new Failure.UpstreamBroken(
                            aimed.provider(),
                            "The provider '" + aimed.provider() + "' sent an answer that cannot be read.",
                            false),
                    e);
        }
    }
}
