package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ChatRequest;

/// Writes a completion request for an upstream that serves completions: the caller's bytes with a few members exchanged.
public final class TextRequestWriter {
    private TextRequestWriter() {}

    /// @param overrides members that replace those of the caller, whole; null takes a member away
    public static byte[] upstreamBody(ChatRequest request, String model, ObjectNode overrides) {
        return ChatRequestWriter.spliced(request, model, overrides);
    }
}
