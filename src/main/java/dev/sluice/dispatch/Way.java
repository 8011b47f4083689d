package dev.sluice.dispatch;

import java.net.URI;
import java.util.Optional;

/// How a request leaves the house.
///
/// @param proxy the one that the caller asked for, which goes before the configured one
/// @param cookies what callers have uploaded
record Way(Optional<URI> proxy, Cookies cookies) {}
