/// What the kinds that speak HTTP share: an account that sends requests, the time a reply may take, and the loop that
/// pulls a reply from its connection.
///
/// An account is thread-safe; a reply and all that belongs to it is used by one thread. What the bytes mean is each
/// kind's own: it hands in a [dev.sluice.provider.wire.FrameReader].
@NullMarked
package dev.sluice.provider.wire;

import org.jspecify.annotations.NullMarked;
