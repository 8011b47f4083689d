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
        Listing listing = named(provider, call);
        String asked = model == null || model.equals("auto") ? null : provider + "/" + withoutItsName(listing, model);
        return new Aim(asked, List.of(listing.name()));
    }

    static Listing named(String provider, Call call) {
        return call.running()
                .catalog()
                .listing(provider)
                .orElseThrow(() -> new RefusedException(new Failure.UnknownProvider(
                        "The provider '" + provider + "' does not exist; GET /v1/models lists what does.")));
    }

    /// Lists for all providers tell a model behind its provider's name, which the path has told already; but a
    /// provider may have models whose own ids begin so.
    static String withoutItsName(Listing listing, String model) {
        int at = listing.name().length();
        boolean told = model.length() > at + 1
                && model.regionMatches(true, 0, listing.name(), 0, at)
                && (model.charAt(at) == '/' || model.charAt(at) == ':');
        return told && listing.names().upstreamName(model).isEmpty() ? model.substring(at + 1) : model;
    }
}
