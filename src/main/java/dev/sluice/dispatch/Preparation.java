package dev.sluice.dispatch;

import dev.sluice.exchange.ContentFetch;
import dev.sluice.exchange.PartRewriting;
import dev.sluice.media.ImageFit;

/// What makes the images, sounds and files of a request what a provider needs. Thread-safe.
///
/// @param fetch for what callers point to, where a provider needs it here
/// @param rewriting for requests that go upstream in their own words
/// @param fit for images that are larger than the operator allows
public record Preparation(ContentFetch fetch, PartRewriting rewriting, ImageFit fit) {}
