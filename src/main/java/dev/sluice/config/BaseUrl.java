package dev.sluice.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Puts `base-url` right: no slash at its end, no version part twice, the kind's version part where the path is
/// empty and no preset says otherwise.
final class BaseUrl {
    private static final Map<String, String> VERSION = Map.of("openai", "/v1", "anthropic", "/v1", "gemini", "/v1beta");
    private static final Map<String, String> VENDOR = Map.of(
            "anthropic", "https://api.anthropic.com/v1",
            "gemini", "https://generativelanguage.googleapis.com/v1beta",
            "ollama", "http://localhost:11434");
    private static final Pattern DOUBLED = Pattern.compile("(/v\\d+[a-z0-9]*)\\1+(?=/|$)");

    private BaseUrl() {}

    /// Where the kind's own vendor is; empty for a kind with many vendors.
    static Optional<String> ofVendor(String kind) {
        return Optional.ofNullable(VENDOR.get(kind));
    }

    /// The address put right; what is no web address comes back as it is, to be refused later.
    static String normalised(String text, String kind, Optional<Preset> preset) {
        try {
            URI address = new URI(text.strip());
            if (WebAddress.fault(address).isPresent() || address.getRawPath() == null) {
                return text;
            }
            String path =
                    DOUBLED.matcher(address.getRawPath().replaceAll("/+$", "")).replaceAll("$1");
            if (path.isEmpty()) {
                path = likely(address, kind, preset);
            }
            String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
            return address.getScheme().toLowerCase(Locale.ROOT) + "://" + address.getRawAuthority() + path + query;
        } catch (URISyntaxException broken) {
            return text;
        }
    }

    private static String likely(URI address, String kind, Optional<Preset> preset) {
        return preset.stream()
                .filter(known -> serves(known, address, kind))
                .findFirst()
                .or(() -> Presets.all().stream()
                        .filter(known -> serves(known, address, kind))
                        .findFirst())
                .map(known -> known.baseUrl().getRawPath())
                .orElse(VERSION.getOrDefault(kind, ""));
    }

    private static boolean serves(Preset preset, URI address, String kind) {
        return preset.kind().equals(kind)
                && preset.baseUrl().getPort() == address.getPort()
                && preset.baseUrl().getHost().equalsIgnoreCase(address.getHost());
    }
}
