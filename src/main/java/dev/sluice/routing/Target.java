package dev.sluice.routing;

import dev.sluice.catalog.Listing;

/// An upstream and the model to ask it for.
///
/// @param listing the provider
/// @param model the upstream's own name of the model
public record Target(Listing listing, String model) {

    public String provider() {
        return listing.name();
    }
}
