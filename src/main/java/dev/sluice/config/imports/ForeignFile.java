package dev.sluice.config.imports;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Tells whose configuration a text is, and reads it. JSON is read as the YAML that it is.
public final class ForeignFile {
    private static final int MOST_CHARACTERS = 4_000_000;

    private final Function<String, Optional<KnownVendor>> vendors;

    /// @param vendors finds what Sluice knows by name
    public ForeignFile(Function<String, Optional<KnownVendor>> vendors) {
        this.vendors = vendors;
    }

    /// Reads llms.py's `llms.json` (versions 2 and 3) or LiteLLM's `config.yaml`.
    ///
    /// @throws ImportException where it is neither
    public Imported read(String text) {
        Map<?, ?> root = root(text);
        if (root.get("model_list") instanceof Iterable<?>) {
            return new LiteLlmFile(vendors).read(root);
        }
        if (isLlms(root)) {
            return new LlmsFile(vendors).read(root);
        }
        throw new ImportException("it is neither llms.py's llms.json (which has 'providers') nor LiteLLM's config.yaml"
                + " (which has a 'model_list')");
    }

    /// Reads llms.py's `llms.json`; empty where the text is something else.
    public Optional<Imported> llms(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            Map<?, ?> root = root(text);
            return isLlms(root) ? Optional.of(new LlmsFile(vendors).read(root)) : Optional.empty();
        } catch (ImportException e) {
            return Optional.empty();
        }
    }

    /// Sluice's own file may be JSON and has `providers` too: the names within tell.
    private static boolean isLlms(Map<?, ?> root) {
        if (!(root.get("providers") instanceof Map<?, ?> providers)) {
            return false;
        }
        boolean named = root.containsKey("version") || root.get("convert") instanceof Map<?, ?>;
        return named
                || providers.values().stream()
                        .anyMatch(one -> one instanceof Map<?, ?> provider
                                && (provider.containsKey("npm")
                                        || provider.containsKey("api")
                                        || provider.containsKey("base_url")
                                        || provider.containsKey("api_key")
                                        || provider.containsKey("model_map")));
    }

    private static Map<?, ?> root(String text) {
        var settings = LoadSettings.builder()
                .setLabel("file")
                .setSchema(new CoreSchema())
                .setCodePointLimit(MOST_CHARACTERS)
                .setMaxAliasesForCollections(20)
                .build();
        try {
            if (new Load(settings).loadFromString(text) instanceof Map<?, ?> root) {
                return root;
            }
        } catch (YamlEngineException e) {
            // its own message shows lines of the file, in which there may be keys
            throw new ImportException("it is neither JSON nor YAML");
        }
        throw new ImportException("it holds no object");
    }
}
