package dev.sluice.config.imports;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One entry of a LiteLLM `model_list`.
///
/// @param group the public name, `model_name`
/// @param model the upstream's own name of the model
/// @param vendor what stands before the model
/// @param entry what `providers` needs to know of its account
/// @param prices what a million tokens in and out cost; empty where the file does not say
record LiteLlmDeployment(
        String group, String model, LiteLlmVendor vendor, Map<String, Object> entry, List<BigDecimal> prices) {
    private static final List<String> REQUEST = List.of(
            "temperature",
            "top_p",
            "max_tokens",
            "max_completion_tokens",
            "seed",
            "stop",
            "frequency_penalty",
            "presence_penalty",
            "reasoning_effort",
            "service_tier");
    private static final String VARIABLE = "os.environ/";

    /// @return empty where no kind here speaks to that vendor; the file is then told why
    static Optional<LiteLlmDeployment> read(
            Members item, Function<String, Optional<KnownVendor>> vendors, SluiceFile file) {
        String group = item.text("model_name").orElse("");
        Members parameters = item.members("litellm_params");
        String model = parameters.text("model").orElse("");
        int slash = model.indexOf('/');
        String prefix = parameters.text("custom_llm_provider").orElse(slash < 0 ? "openai" : model.substring(0, slash));
        Optional<LiteLlmVendor> vendor = LiteLlmVendor.of(prefix, vendors.apply(prefix));
        boolean addressed = parameters.text("api_base", "base_url").isPresent();
        if (model.isEmpty() || (vendor.isEmpty() && !addressed)) {
            file.remark("model_list." + group + ": left out, because no kind here speaks to '" + prefix + "'");
            return Optional.empty();
        }
        LiteLlmVendor known = vendor.orElseGet(() -> new LiteLlmVendor(ProviderName.of(prefix), "openai"));
        var deployment = new LiteLlmDeployment(
                group,
                slash < 0 || !prefix.equals(model.substring(0, slash)) ? model : model.substring(slash + 1),
                known,
                entry(parameters, known, vendors.apply(known.name()).isPresent()),
                prices(parameters, item.members("model_info")));
        parameters
                .unasked()
                .forEach(name ->
                        file.remark("model_list." + group + ".litellm_params." + name + ": has no counterpart here"));
        return Optional.of(deployment);
    }

    private static Map<String, Object> entry(Members parameters, LiteLlmVendor vendor, boolean preset) {
        Map<String, Object> entry = new LinkedHashMap<>();
        if (!preset) {
            entry.put("kind", vendor.kind());
        }
        parameters.text("api_base", "base_url").ifPresent(url -> entry.put("base-url", secret(url)));
        parameters.text("api_key").ifPresent(key -> entry.put("api-key", secret(key)));
        Map<String, Object> headers = new LinkedHashMap<>();
        parameters.members("extra_headers").all().forEach((name, value) -> headers.put(name, secret(value)));
        parameters.text("organization").ifPresent(id -> headers.put("OpenAI-Organization", secret(id)));
        if (!headers.isEmpty()) {
            entry.put("headers", headers);
        }
        Map<String, Object> request = new LinkedHashMap<>();
        REQUEST.forEach(name -> parameters.value(name).ifPresent(value -> request.put(name, value)));
        parameters.members("extra_body").all().forEach(request::put);
        if (!request.isEmpty()) {
            entry.put("request", request);
        }
        parameters.number("timeout").ifPresent(seconds -> entry.put("timeout", seconds.toPlainString() + "s"));
        parameters.number("weight").ifPresent(weight -> entry.put("weight", Math.max(0, weight.intValue())));
        parameters.ignore("custom_llm_provider", "drop_params", "api_version");
        return entry;
    }

    /// LiteLLM names environment variables as `os.environ/NAME`.
    static String secret(Object value) {
        String text = String.valueOf(value);
        return text.startsWith(VARIABLE) ? "${" + text.substring(VARIABLE.length()) + ":}" : text;
    }

    private static List<BigDecimal> prices(Members parameters, Members about) {
        Optional<BigDecimal> input =
                parameters.number("input_cost_per_token").or(() -> about.number("input_cost_per_token"));
        Optional<BigDecimal> output =
                parameters.number("output_cost_per_token").or(() -> about.number("output_cost_per_token"));
        parameters.ignore("input_cost_per_token", "output_cost_per_token");
        return input.isPresent() && output.isPresent()
                ? List.of(SluiceFile.ofMillion(input.get()), SluiceFile.ofMillion(output.get()))
                : List.of();
    }
}
