package dev.sluice.provider;

import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.RefusedException;

/// A provider that makes images.
public interface ImageProvider extends Provider {

    /// Makes all images of one request. Where the caller wants bytes it gives no addresses.
    ///
    /// @param model the upstream's own name of the model
    /// @throws RefusedException when the upstream refuses, cannot be reached, or answers what is no answer
    ImageReply image(ImageRequest request, String model, Attempt attempt);
}
