package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.exchange.JsonRequest;
import dev.sluice.exchange.JsonText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Writes a request that is no chat for an upstream that speaks OpenAI's dialect: the caller's bytes with a
/// few members
/// exchanged.
final class JsonRequestWriter {
    private JsonRequestWriter() {}

    /// @param model the upstream's own name of the model
    /// @param overrides what an operator has sent with each request; only members that this kind of request
    ///     knows
    ///     count
    /// @param own the members that this kind of request knows
    static byte[] upstreamBody(JsonRequest asked, String model, ObjectNode overrides, Set<String> own) {
        Set<String> without = new HashSet<>(GatewayFields.NAMES);
        without.removeAll(own);
        Map<String, byte[]> values = new LinkedHashMap<>();
        for (var override : overrides.properties()) {
            String name = override.getKey();
            JsonNode value = override.getValue();
            if (!own.contains(name) || name.equals("stream")) {
                continue;
            }
            if (value.isNull()) {
                without.add(name);
            } else {
                values.put(name, value.toString().getBytes(UTF_8));
            }
        }
        values.put("model", JsonText.quoted(model));
        return asked.document().spliced(values, without);
    }
}
