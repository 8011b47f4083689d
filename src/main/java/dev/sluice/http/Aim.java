package dev.sluice.http;

import dev.sluice.catalog.Listing;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom a request that is no chat is for.
///
/// @param model null where the caller named none
/// @param providers the providers named, in order; empty for any
public record Aim(@Nullable String model, List<String> providers) {
    public Aim {
        providers = List.copyOf(providers);
    }

    /// The same at one provider, which the path names.
    ///
    /// @param provider null where the path names none
    public Aim within(@Nullable String provider, Call call) {
        if (provider == null) {
            return this;
        }
        Listing listing = call.running()
                .catalog()
                .listing(provider)
                .orElseThrow(() -> new RefusedException(new Failure.UnknownProvider(
                        "The provider '" + provider + "' does not exist; GET /v1/models lists what does.")));
        boolean named = model != null && !model.equals("auto");
        return new Aim(named ? provider + "/" + model : null, List.of(listing.name()));
    }
}
