package dev.sluice.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// `providers.<name>`: one account at an upstream.
///
/// @param kind which kind of upstream it is
/// @param baseUrl what the vendor documents; empty where the kind needs none
/// @param apiKey sent as the kind sends keys; may be absent
/// @param models the models it serves; empty = ask the upstream
/// @param defaultModel the model that its bare name stands for; empty = the first chat model of its list
/// @param includeModels only models whose id this finds are listed
/// @param excludeModels models whose id this finds are not listed
/// @param mapModels public name to upstream's name
/// @param strictModels whether only listed models may be asked for
/// @param proxy the HTTP proxy on the way to it
/// @param headers sent with each request
/// @param request members merged into each request's top level
/// @param timeout the longest a whole request may take; absent = `limits.request-timeout`
/// @param cookies whether uploaded cookies may be sent to it
/// @param weight its share where a route is weighted
/// @param enabled false = known but never asked
public record ProviderConfig(
        String kind,
        Optional<URI> baseUrl,
        Secret apiKey,
        List<String> models,
        String defaultModel,
        Optional<Pattern> includeModels,
        Optional<Pattern> excludeModels,
        Map<String, String> mapModels,
        boolean strictModels,
        Optional<URI> proxy,
        Map<String, String> headers,
        ObjectNode request,
        Optional<Duration> timeout,
        boolean cookies,
        int weight,
        boolean enabled) {
    public ProviderConfig {
        models = List.copyOf(models);
        mapModels = Map.copyOf(mapModels);
        headers = Map.copyOf(headers);
        request = request.deepCopy();
    }
}
