package dev.sluice.http.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.http.Call;

/// Which providers are on and which are off, as llms.py tells it.
final class ProviderStatus {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ProviderStatus() {}

    static ObjectNode of(Call call) {
        ObjectNode status = MAPPER.createObjectNode();
        ArrayNode all = status.putArray("all");
        ArrayNode enabled = status.putArray("enabled");
        ArrayNode disabled = status.putArray("disabled");
        call.running().catalog().listings().forEach(listing -> {
            all.add(listing.name());
            (listing.enabled() ? enabled : disabled).add(listing.name());
        });
        return status;
    }
}
