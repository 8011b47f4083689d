package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.LeftOut;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Sampling;
import dev.sluice.exchange.WireJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// Writes what a caller of another dialect asks for as a request for a message.
///
/// What Anthropic has no word for and what hardly changes an answer is left out: seeds, penalties, the detail of an
/// image, the name of a speaker, reasoning without its proof. What would change it is refused: several answers,
/// probabilities of tokens, biases, sound.
public final class PromptWriter {
    private static final Set<String> OWN =
            Set.of("cache_control", "container", "context_management", "inference_geo", "mcp_servers", "speed");

    private PromptWriter() {}

    /// @param overrides members that replace those of the caller, whole; null takes a member away
    /// @throws RefusedException where the prompt holds what Anthropic's dialect cannot say
    public static byte[] upstreamBody(Prompt prompt, String model, boolean stream, ObjectNode overrides) {
        Claude claude = Claude.of(model);
        ObjectNode body = WireJson.object();
        body.put("model", model);
        body.put("max_tokens", limit(prompt.sampling(), claude));
        TurnWriter.write(prompt, body);
        CallWriter.write(prompt, claude, body);
        boolean thinks = ThinkingWriter.write(prompt, claude, body);
        FormatWriter.write(prompt, claude, thinks, body);
        sampling(prompt.sampling(), claude, thinks, body);
        if (prompt.user() != null) {
            body.putObject("metadata").put("user_id", prompt.user());
        }
        prompt.others().forEach((name, value) -> {
            if (OWN.contains(name)) {
                body.set(name, value);
            }
        });
        LeftOut.tell("anthropic", prompt, OWN);
        overrides.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                body.remove(member.getKey());
            } else {
                body.set(member.getKey(), member.getValue());
            }
        });
        body.put("model", model);
        body.put("stream", stream);
        return WireJson.bytes(body);
    }

    static RefusedException unsupported(String param, String what) {
        String message = what + " is not known to Anthropic's dialect, which the provider of this model speaks.";
        return new RefusedException(Failure.invalid(param, message, "unsupported_value"));
    }

    private static long limit(Sampling sampling, Claude claude) {
        return sampling.maxTokens() == null ? claude.defaultLimit() : sampling.maxTokens();
    }

    private static void sampling(Sampling sampling, Claude claude, boolean thinks, ObjectNode body) {
        if (sampling.choices() > 1) {
            throw unsupported("n", "More than one answer to a request");
        }
        if (sampling.topLogprobs() != null) {
            throw unsupported("logprobs", "The probability of tokens");
        }
        if (!sampling.logitBias().isEmpty()) {
            throw unsupported("logit_bias", "A bias of tokens");
        }
        stops(sampling.stop(), body);
        // a model that thinks, or decides so itself, refuses to be told how to draw
        if (thinks || claude.fixedSampling()) {
            return;
        }
        if (sampling.temperature() != null) {
            body.put("temperature", sampling.temperature().min(BigDecimal.ONE));
        }
        if (sampling.topP() != null && !(claude.eitherTemperatureOrTopP() && sampling.temperature() != null)) {
            body.put("top_p", sampling.topP());
        }
        // other servers switch it off by 0 or -1
        if (sampling.topK() != null && sampling.topK() > 0) {
            body.put("top_k", sampling.topK());
        }
    }

    private static void stops(List<String> stops, ObjectNode body) {
        if (stops.isEmpty()) {
            return;
        }
        ArrayNode list = body.putArray("stop_sequences");
        for (String stop : stops) {
            if (stop.isBlank()) {
                throw unsupported("stop", "A stop of white space alone");
            }
            list.add(stop);
        }
    }
}
