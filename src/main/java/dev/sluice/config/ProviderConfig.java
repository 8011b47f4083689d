package dev.sluice.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Set<String> CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /// A provider of which only the kind is known.
    public static ProviderConfig ofKind(String kind) {
        return new ProviderConfig(
                kind,
                Optional.empty(),
                Secret.NONE,
                List.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                Optional.empty(),
                Map.of(),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                false,
                1,
                true);
    }

    /// The same at another address.
    public ProviderConfig at(URI address) {
        return new ProviderConfig(
                kind,
                Optional.of(address),
                apiKey,
                models,
                defaultModel,
                includeModels,
                excludeModels,
                mapModels,
                strictModels,
                proxy,
                headers,
                request,
                timeout,
                cookies,
                weight,
                enabled);
    }

    /// The same by way of a proxy, unless it has one of its own or is on this machine.
    public ProviderConfig via(Optional<URI> way) {
        if (proxy.isPresent()
                || way.isEmpty()
                || baseUrl.map(ProviderConfig::here).orElse(false)) {
            return this;
        }
        return new ProviderConfig(
                kind,
                baseUrl,
                apiKey,
                models,
                defaultModel,
                includeModels,
                excludeModels,
                mapModels,
                strictModels,
                way,
                headers,
                request,
                timeout,
                cookies,
                weight,
                enabled);
    }

    private static boolean here(URI address) {
        String host = String.valueOf(address.getHost());
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    public ProviderConfig {
        models = List.copyOf(models);
        mapModels = Map.copyOf(mapModels);
        headers = Map.copyOf(headers);
        request = request.deepCopy();
        var rules = Rules.of("")
                .check(kind.matches("[a-z0-9-]+"), "kind", "must be a word of lower-case letters and digits")
                .check(
                        baseUrl.flatMap(WebAddress::fault).isEmpty(),
                        "base-url",
                        baseUrl.flatMap(WebAddress::fault).orElse(""))
                .check(sendable(apiKey.reveal()), "api-key", "must not hold line breaks or control characters")
                .check(models.stream().allMatch(ModelName::fits), "models", ModelName.RULE)
                .check(
                        proxy.flatMap(WebAddress::proxyFault).isEmpty(),
                        "proxy",
                        proxy.flatMap(WebAddress::proxyFault).orElse(""))
                .check(timeout.isEmpty() || timeout.get().isPositive(), "timeout", "must be longer than zero")
                .atLeast("weight", weight, 0);
        mapModels.forEach((name, upstream) -> rules.check(
                ModelName.fits(name) && !upstream.isBlank(),
                "map-models." + name,
                "must map a name to the upstream's name"));
        headers.forEach((name, value) -> rules.check(
                HEADER.matcher(name).matches()
                        && !CONNECTION.contains(name.toLowerCase(Locale.ROOT))
                        && sendable(value),
                "headers." + name,
                "must be a header that may be set, with a value on one line"));
        rules.done();
    }

    /// Shows neither keys nor what headers, request members and proxies hold: there may be keys in them too.
    @Override
    public String toString() {
        return "ProviderConfig[kind=" + kind + ", baseUrl="
                + baseUrl.map(URI::toString).orElse("") + ", apiKey=" + apiKey
                + ", models=" + models + ", defaultModel=" + defaultModel + ", headers=" + headers.keySet() + ", proxy="
                + proxy.map(WebAddress::shown).orElse("") + ", enabled=" + enabled + "]";
    }

    private static boolean sendable(String value) {
        return value.chars().noneMatch(letter -> letter < ' ' || letter == 0x7f);
    }
}
