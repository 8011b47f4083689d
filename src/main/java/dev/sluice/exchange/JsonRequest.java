package dev.sluice.exchange;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request of OpenAI's API that is no chat: its JSON as it came, already checked, and whom it is for.
///
/// @param model the model asked for; null where the caller named none
/// @param providers the providers asked for by name, in order; empty for any
/// @param headers the caller's headers that may travel upstream, names in lower case
public record JsonRequest(
        Document document, @Nullable String model, List<String> providers, Map<String, String> headers)
        implements Posted {
    public JsonRequest {
        providers = List.copyOf(providers);
        headers = Map.copyOf(headers);
    }

    @Override
    public @Nullable String proxy() {
        return WireJson.text(document.tree().path("proxy"));
    }
}
