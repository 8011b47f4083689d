package dev.sluice.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Environment variables of other gateways that keep working here.
final class LegacyVariables {
    /// Moves the home directory as `SLUICE_HOME` does.
    static final String HOME = "LLM4FREE_DATA_DIR";

    private static final List<String> DEBUG = List.of("G4F_DEBUG", "LLM4FREE_DEBUG", "OPENEDAI_DEBUG");
    private static final List<String> WITHOUT_MEANING =
            List.of("LLM4FREE_WORKERS", "OPENEDAI_EMBEDDING_DEVICE", "OPENEDAI_ENABLE_IPV6", "OPENEDAI_DISABLE_IPV4");
    private static final Map<String, String> KEYS = keys();

    private LegacyVariables() {}

    /// All of them.
    static List<String> names() {
        var names = new ArrayList<>(KEYS.keySet());
        names.addAll(DEBUG);
        names.addAll(WITHOUT_MEANING);
        names.add(HOME);
        return names;
    }

    /// Hands on each variable that is set, with the key it stands for and its value.
    static void forEach(Map<String, String> environment, LayerTexts texts) {
        KEYS.forEach((name, key) -> value(environment, name).ifPresent(value -> texts.accept(name, key, value)));
        DEBUG.forEach(name -> value(environment, name).ifPresent(value -> {
            if (truth(value)) {
                texts.accept(name, "log.level", "debug");
            }
        }));
    }

    /// One line about those that are set and mean nothing here; empty when there are none.
    static Optional<Notice> explained(Map<String, String> environment) {
        var set = new ArrayList<>(WITHOUT_MEANING);
        set.removeIf(name -> value(environment, name).isEmpty());
        return set.isEmpty()
                ? Optional.empty()
                : Optional.of(Notice.remark(String.join(", ", set)
                        + ": accepted without effect, one process serves everything, the embedder runs on the"
                        + " processor, and server.host decides where it listens"));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    static boolean truth(String value) {
        try {
            return (Boolean) LeafText.parse(boolean.class, value, new Origin("", java.nio.file.Path.of("")));
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    private static Map<String, String> keys() {
        var keys = new LinkedHashMap<String, String>();
        keys.put("G4F_API_KEY", "auth.api-key");
        keys.put("G4F_PROXY", "egress.proxy");
        keys.put("G4F_PROVIDER", "defaults.provider");
        keys.put("G4F_MODEL", "defaults.model");
        keys.put("G4F_TIMEOUT", "limits.request-timeout");
        keys.put("G4F_STREAM_TIMEOUT", "limits.idle-timeout");
        keys.put("OPENEDAI_PORT", "server.port");
        keys.put("OPENEDAI_CERT_PATH", "server.tls.cert");
        keys.put("OPENEDAI_KEY_PATH", "server.tls.key");
        keys.put("OPENEDAI_EMBEDDING_MODEL", "defaults.embedding-model");
        keys.put("LLM4FREE_PORT", "server.port");
        keys.put("LLM4FREE_HOST", "server.host");
        keys.put("LLM4FREE_LOG_LEVEL", "log.level");
        keys.put("LLM4FREE_DEFAULT_PROVIDER", "defaults.provider");
        keys.put("LLM4FREE_BASE_URL", "server.base-path");
        keys.put("LLM4FREE_API_TITLE", "docs.title");
        keys.put("LLM4FREE_API_DESCRIPTION", "docs.description");
        keys.put("LLM4FREE_API_VERSION", "docs.version");
        keys.put("LLM4FREE_API_DOCS_URL", "docs.swagger");
        keys.put("LLM4FREE_API_REDOC_URL", "docs.redoc");
        keys.put("LLM4FREE_API_OPENAPI_URL", "docs.openapi");
        keys.put("LLM4FREE_REQUEST_LOGGING", "log.requests");
        keys.put("LLM4FREE_CORS_ORIGINS", "server.cors-origins");
        return keys;
    }

    /// Takes one setting: the name it goes by, the key's path with dots, the value.
    @FunctionalInterface
    interface LayerTexts {
        void accept(String place, String key, String value);
    }
}
