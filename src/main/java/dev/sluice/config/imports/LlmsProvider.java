package dev.sluice.config.imports;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One entry of the `providers` of an `llms.json`.
final class LlmsProvider {
    /// What llms.py merges into each request of a provider.
    private static final List<String> OVERRIDES = List.of(
            "frequency_penalty",
            "max_completion_tokens",
            "n",
            "parallel_tool_calls",
            "presence_penalty",
            "prompt_cache_key",
            "reasoning_effort",
            "safety_identifier",
            "seed",
            "service_tier",
            "stop",
            "store",
            "temperature",
            "top_logprobs",
            "top_p",
            "verbosity",
            "enable_thinking");
    private static final Pattern SHOWN = Pattern.compile("[^/:?#%\\\\\\p{Cntrl}]{1,256}");
    private static final Pattern VERSIONED = Pattern.compile(".*/v\\d+[a-z0-9]*(/.*)?");

    private final String name;
    private final String key;
    private final Members members;
    private final Optional<KnownVendor> known;
    private final Map<String, Object> models;

    LlmsProvider(String name, Members members, Optional<KnownVendor> known) {
        this.name = name;
        this.key = ProviderName.of(name);
        this.members = members;
        this.known = known;
        this.models = members.members("models").all();
    }

    Map<String, Object> models() {
        return models;
    }

    void addTo(SluiceFile file) {
        Map<String, Object> entry = new LinkedHashMap<>();
        boolean enabled = !"false".equals(members.text("enabled").orElse("true"));
        Optional<String> address = address();
        if (address.isEmpty() && known.isEmpty()) {
            file.remark("providers." + name + ": left out, because the file does not say where it is; add it with a"
                    + " base-url");
            return;
        }
        if (known.isEmpty() || members.text("npm", "type").isPresent()) {
            entry.put("kind", kind());
        }
        address.ifPresent(url -> entry.put("base-url", url));
        apiKey().ifPresent(secret -> entry.put("api-key", secret));
        mapModels(entry);
        members.text("include_models").ifPresent(regex -> entry.put("include-models", regex));
        members.text("exclude_models").ifPresent(regex -> entry.put("exclude-models", regex));
        texts("headers").ifPresent(headers -> entry.put("headers", headers));
        overrides(entry);
        if (!enabled) {
            entry.put("enabled", false);
        }
        file.entry("providers", key, entry);
        prices(file);
        tellTheRest(file);
    }

    private Optional<String> address() {
        Optional<String> api = members.text("api");
        Optional<String> base = members.text("base_url").map(this::versioned);
        return api.or(() -> base);
    }

    /// Version 2 put `/v1` behind the address of everything that speaks OpenAI's protocol.
    private String versioned(String url) {
        String bare = url.replaceAll("/+$", "");
        return kind().equals("openai") && !VERSIONED.matcher(bare).matches() ? bare + "/v1" : bare;
    }

    private String kind() {
        String type = members.text("npm", "type").orElse("").toLowerCase(Locale.ROOT);
        if (type.contains("anthropic")) {
            return "anthropic";
        }
        if (type.contains("azure")) {
            return "azure";
        }
        if (type.contains("google") && !type.contains("openai")) {
            return "gemini";
        }
        return type.contains("ollama") ? "ollama" : known.map(KnownVendor::kind).orElse("openai");
    }

    private Optional<String> apiKey() {
        List<String> variables = members.texts("env");
        return members.text("api_key")
                .map(text -> text.startsWith("$") ? placeholder(text.substring(1)) : text)
                // a preset knows its own variables, and looks into all of them
                .or(() -> known.isPresent()
                        ? Optional.empty()
                        : variables.stream().findFirst().map(LlmsProvider::placeholder));
    }

    private static String placeholder(String variable) {
        return "${" + variable.replaceAll("[{}]", "") + ":}";
    }

    /// In version 2 `models` maps public names to the upstream's; in version 3 it describes models by their ids.
    private void mapModels(Map<String, Object> entry) {
        Map<String, Object> mapped = new LinkedHashMap<>();
        for (String member : List.of("map_models", "model_map")) {
            members.members(member).all().forEach((alias, model) -> mapped.put(alias, String.valueOf(model)));
        }
        models.forEach((alias, model) -> {
            if (model instanceof String id) {
                mapped.put(alias, id);
            } else {
                Members.of(model).text("id").filter(id -> !id.equals(alias)).ifPresent(id -> mapped.put(alias, id));
            }
        });
        // llms.py's users ask for a model by the name that they are shown
        models.forEach((alias, model) -> Members.of(model)
                .text("name")
                .filter(shown ->
                        !models.containsKey(shown) && SHOWN.matcher(shown).matches())
                .ifPresent(shown -> mapped.putIfAbsent(shown, mapped.getOrDefault(alias, alias))));
        boolean all = "true".equals(members.text("all_models").orElse("false"));
        if (!mapped.isEmpty()) {
            entry.put("map-models", mapped);
        }
        if (!all && !models.isEmpty()) {
            entry.put(
                    "models",
                    models.keySet().stream()
                            .map(alias -> mapped.getOrDefault(alias, alias))
                            .distinct()
                            .toList());
        }
    }

    private Optional<Map<String, String>> texts(String member) {
        Map<String, String> texts = new LinkedHashMap<>();
        members.members(member).all().forEach((name, value) -> texts.put(name, String.valueOf(value)));
        // what every request has anyway, and what must not be set by hand
        texts.keySet()
                .removeIf(name -> name.equalsIgnoreCase("content-type") || name.equalsIgnoreCase("content-length"));
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }

    private void overrides(Map<String, Object> entry) {
        Map<String, Object> request = new LinkedHashMap<>();
        OVERRIDES.forEach(name -> members.value(name).ifPresent(value -> request.put(name, value)));
        if (!request.isEmpty()) {
            entry.put("request", request);
        }
    }

    /// Version 2 says dollars for one token, version 3 for a million.
    private void prices(SluiceFile file) {
        price(members.members("default_pricing"), true).ifPresent(price -> file.price(key + "/*", price[0], price[1]));
        members.members("pricing")
                .all()
                .forEach((model, cost) -> price(Members.of(cost), true)
                        .ifPresent(price -> file.price(key + "/" + model, price[0], price[1])));
        models.forEach((model, described) -> price(Members.of(described).members("cost"), false)
                .ifPresent(price -> file.price(key + "/" + model, price[0], price[1])));
    }

    private static Optional<BigDecimal[]> price(Members cost, boolean ofOne) {
        return cost.number("input")
                .flatMap(input -> cost.number("output").map(output -> new BigDecimal[] {input, output}))
                .map(price -> ofOne
                        ? new BigDecimal[] {SluiceFile.ofMillion(price[0]), SluiceFile.ofMillion(price[1])}
                        : price);
    }

    private void tellTheRest(SluiceFile file) {
        members.ignore("id", "name", "check", "stream", "npm", "type", "server_tools");
        members.unasked()
                .forEach(member -> file.remark("providers." + name + "." + member + ": has no counterpart here"));
    }
}
