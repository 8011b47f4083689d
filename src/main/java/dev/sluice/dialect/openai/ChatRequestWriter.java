package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.JsonText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a chat request for an upstream that speaks OpenAI's dialect: the caller's bytes with a few members exchanged.
public final class ChatRequestWriter {
    private static final byte[] TRUE = "true".getBytes(UTF_8);
    private static final String OPTIONS = "stream_options";

    private static final Set<String> LEFT_OUT = Stream.concat(
                    GatewayFields.NAMES.stream(), Stream.of("functions", "function_call"))
            .collect(Collectors.toUnmodifiableSet());

    /// What belongs to the request's journey and is no operator's to override.
    private static final Set<String> FIXED = Set.of("model", "stream");

    private ChatRequestWriter() {}

    /// The body to send.
    ///
    /// @param model the upstream's own name of the model
    /// @param overrides members that replace those of the caller, whole; null takes a member away, and
    ///     `stream_options` too, for an upstream that refuses it
    public static byte[] upstreamBody(ChatRequest request, String model, ObjectNode overrides) {
        Document document = request.document();
        Set<String> without = overrides.isEmpty() ? LEFT_OUT : new HashSet<>(LEFT_OUT);
        Map<String, byte[]> values = LegacyFunctions.upgraded(document);
        override(values, without, overrides);
        values.put("model", JsonText.quoted(model));
        if (request.stream() && !without.contains(OPTIONS)) {
            withUsage(values, request);
        }
        return document.spliced(values, without);
    }

    private static void override(Map<String, byte[]> values, Set<String> without, ObjectNode overrides) {
        for (var override : overrides.properties()) {
            String name = override.getKey();
            JsonNode value = override.getValue();
            if (FIXED.contains(name)) {
                continue;
            }
            if (value.isNull()) {
                values.remove(name);
                without.add(name);
            } else {
                values.put(name, value.toString().getBytes(UTF_8));
                without.remove(name);
            }
        }
    }

    /// The ledger needs the usage of every stream, whether the caller wants to see it or not.
    private static void withUsage(Map<String, byte[]> values, ChatRequest request) {
        Map<String, byte[]> options = new LinkedHashMap<>();
        byte[] overridden = values.get(OPTIONS);
        if (overridden != null) {
            options.putAll(RawJson.members(overridden));
        } else if (request.wantsUsage()) {
            return;
        } else if (request.document().tree().path(OPTIONS).isObject()) {
            options.putAll(RawJson.members(RawJson.member(request.document(), OPTIONS)));
        }
        options.put("include_usage", TRUE);
        values.put(OPTIONS, RawJson.object(options));
    }
}
