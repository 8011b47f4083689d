package dev.sluice.config.imports;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What stands before the first slash of a LiteLLM model (docs.litellm.ai, "Providers", 2026-08).
///
/// @param name what Sluice calls it
/// @param kind the kind of upstream that it is
record LiteLlmVendor(String name, String kind) {
    private static final Map<String, LiteLlmVendor> BY_PREFIX = Map.ofEntries(
            vendor("openai", "openai", "openai"),
            vendor("text-completion-openai", "openai", "openai"),
            vendor("azure", "azure", "azure"),
            vendor("anthropic", "anthropic", "anthropic"),
            vendor("gemini", "gemini", "gemini"),
            vendor("ollama", "ollama", "ollama"),
            vendor("ollama_chat", "ollama", "ollama"),
            vendor("hosted_vllm", "vllm", "openai"),
            vendor("openai_like", "openai-like", "openai"),
            vendor("custom_openai", "custom", "openai"),
            vendor("llamafile", "llamafile", "openai"),
            vendor("lm_studio", "lmstudio", "openai"),
            vendor("together_ai", "together", "openai"),
            vendor("fireworks_ai", "fireworks", "openai"),
            vendor("nvidia_nim", "nvidia", "openai"),
            vendor("github", "github-models", "openai"),
            vendor("github_copilot", "github-copilot", "openai"));
    /// Protocols of their own, which no kind here speaks.
    private static final Set<String> FOREIGN =
            Set.of("bedrock", "vertex_ai", "vertex_ai_beta", "sagemaker", "watsonx", "replicate", "cohere", "petals");

    private static Map.Entry<String, LiteLlmVendor> vendor(String prefix, String name, String kind) {
        return Map.entry(prefix, new LiteLlmVendor(name, kind));
    }

    /// Empty where Sluice has no kind for it.
    static Optional<LiteLlmVendor> of(String prefix, Optional<KnownVendor> known) {
        if (FOREIGN.contains(prefix)) {
            return Optional.empty();
        }
        return Optional.ofNullable(BY_PREFIX.get(prefix))
                .or(() -> known.map(vendor -> new LiteLlmVendor(vendor.name(), vendor.kind())));
    }
}
