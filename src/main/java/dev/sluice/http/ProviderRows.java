package dev.sluice.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.catalog.Listing;
import dev.sluice.config.Presets;
import dev.sluice.provider.Capability;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.ModelCard;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/// The providers that a caller may use, told in the shapes of G4F and of LLM4Free at once. Never a key, and an address
/// only to operators or where everybody knows it.
public final class ProviderRows {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<Capability, List<String>> PARAMETERS = Map.of(
            Capability.CHAT,
            List.of(
                    "model",
                    "messages",
                    "max_tokens",
                    "temperature",
                    "top_p",
                    "presence_penalty",
                    "frequency_penalty",
                    "stop",
                    "stream",
                    "user",
                    "tools",
                    "tool_choice",
                    "response_format"),
            Capability.IMAGE,
            List.of(
                    "prompt",
                    "model",
                    "n",
                    "size",
                    "response_format",
                    "user",
                    "style",
                    "aspect_ratio",
                    "timeout",
                    "image_format",
                    "seed"),
            Capability.SPEECH,
            List.of("input", "model", "voice", "response_format", "instructions", "stream"));

    private final Call call;

    public ProviderRows(Call call) {
        this.call = call;
    }

    /// All of them.
    public ObjectNode all() {
        return list(Capability.CHAT, (listing, card) -> true);
    }

    /// Those that have models of one type, with these models.
    public ObjectNode of(Capability capability) {
        return list(capability, (listing, card) -> card.type().equals(capability.type()));
    }

    /// One, with everything that is known of it; empty where there is none of that name.
    public Optional<ObjectNode> one(String name) {
        return call.running()
                .catalog()
                .listing(name)
                .filter(Listing::enabled)
                .map(listing -> row(listing, Capability.CHAT, names(listing, (any, card) -> true)));
    }

    private ObjectNode list(Capability capability, BiPredicate<Listing, ModelCard> wanted) {
        ObjectNode answer = MAPPER.createObjectNode().put("object", "list");
        ArrayNode data = answer.putArray("data");
        ObjectNode byName = answer.putObject("providers");
        for (Listing listing : call.running().catalog().listings()) {
            List<String> names = names(listing, wanted);
            if (listing.enabled() && (capability == Capability.CHAT || !names.isEmpty())) {
                data.add(row(listing, capability, names));
                byName.set(listing.name(), brief(listing, capability, names));
            }
        }
        return answer.put("total_providers", data.size());
    }

    private static List<String> names(Listing listing, BiPredicate<Listing, ModelCard> wanted) {
        return listing.names().publicNames().entrySet().stream()
                .filter(entry -> wanted.test(listing, entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private ObjectNode row(Listing listing, Capability capability, List<String> names) {
        ObjectNode row = MAPPER.createObjectNode()
                .put("id", listing.name())
                .put("provider", listing.name())
                .put("object", "provider")
                .put("created", 0);
        row.set("models", strings(names));
        row.set(
                "image_models",
                strings(names(listing, (any, card) -> card.type().equals("image"))));
        row.set("vision_models", strings(names(listing, (any, card) -> card.vision())));
        row.put("url", address(listing))
                .put("label", listing.name())
                .put("working", listing.problem().isEmpty())
                .put("auth", listing.config().apiKey().present())
                .put("stream", listing.provider() instanceof ChatProvider)
                .put("description", description(listing));
        row.set("params", strings(PARAMETERS.getOrDefault(capability, List.of())));
        return row.put("live", call.running().dispatcher().live(listing.name()));
    }

    private static String description(Listing listing) {
        return listing.builtIn()
                ? "Built into Sluice (" + listing.provider().kind() + ")."
                : "An upstream of the kind " + listing.provider().kind() + ".";
    }

    private String address(Listing listing) {
        String address = listing.provider().address();
        boolean operator = call.caller() != null && call.caller().admin();
        return operator || known(address) ? address : "";
    }

    private static boolean known(String address) {
        return !address.isEmpty()
                && Presets.all().stream()
                        .filter(preset -> !preset.loopback())
                        .anyMatch(preset -> preset.baseUrl().equals(URI.create(address)));
    }

    private static ObjectNode brief(Listing listing, Capability capability, List<String> names) {
        ObjectNode row = MAPPER.createObjectNode().put("name", listing.name());
        row.set("models", strings(names));
        row.set("parameters", strings(PARAMETERS.getOrDefault(capability, List.of())));
        return row.put("model_count", names.size());
    }

    private static ArrayNode strings(List<String> texts) {
        ArrayNode list = MAPPER.createArrayNode();
        texts.forEach(list::add);
        return list;
    }
}
