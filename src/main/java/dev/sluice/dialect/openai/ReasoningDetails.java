package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireJson;

/// Reasoning with its proof, as OpenRouter tells it (https://openrouter.ai/docs/use-cases/reasoning-tokens, read
/// 2026-11-21): OpenAI's own dialect has no place for it, and Anthropic's models want it back.
final class ReasoningDetails {
    static final String NAME = "reasoning_details";
    static final String TEXT = "reasoning.text";
    static final String ENCRYPTED = "reasoning.encrypted";

    private ReasoningDetails() {}

    static ObjectNode signed(String thought, String signature) {
        return WireJson.object().put("type", TEXT).put("text", thought).put("signature", signature);
    }

    static ObjectNode sealed(String data) {
        return WireJson.object().put("type", ENCRYPTED).put("data", data);
    }
}
