package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.JsonText;
import dev.sluice.exchange.WireJson;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Writes a request for an upstream that speaks Anthropic's dialect: the caller's bytes with a few members exchanged.
public final class MessagesWriter {
    /// What belongs to the request's journey and is no operator's to override.
    private static final Set<String> FIXED = Set.of("model", "stream");

    /// What a request for a message has and one for a count must not.
    private static final Set<String> NOT_COUNTED = Set.of(
            "max_tokens", "stream", "temperature", "top_p", "top_k", "stop_sequences", "metadata", "service_tier");

    private MessagesWriter() {}

    /// @param model the upstream's own name of the model
    /// @param overrides members that replace those of the caller, whole; null takes a member away
    public static byte[] upstreamBody(ChatRequest request, String model, ObjectNode overrides) {
        Set<String> without = new HashSet<>(GatewayFields.NAMES);
        Map<String, byte[]> values = messages(request);
        overrides.properties().forEach(override -> {
            String name = override.getKey();
            if (FIXED.contains(name)) {
                return;
            }
            if (override.getValue().isNull()) {
                without.add(name);
            } else {
                values.put(name, override.getValue().toString().getBytes(UTF_8));
                without.remove(name);
            }
        });
        values.put("model", JsonText.quoted(model));
        return request.document().spliced(values, without);
    }

    /// The same for a request whose tokens are to be counted.
    public static byte[] countBody(ChatRequest request, String model) {
        Set<String> without = new HashSet<>(GatewayFields.NAMES);
        without.addAll(NOT_COUNTED);
        Map<String, byte[]> values = messages(request);
        values.put("model", JsonText.quoted(model));
        return request.document().spliced(values, without);
    }

    /// The messages, where they cannot be sent as they came.
    private static Map<String, byte[]> messages(ChatRequest request) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        WebCitation.withoutMade(request.document().tree().path("messages"))
                .ifPresent(messages -> values.put("messages", WireJson.bytes(messages)));
        return values;
    }
}
