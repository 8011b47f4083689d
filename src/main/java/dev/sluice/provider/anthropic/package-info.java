/// Upstreams that speak Anthropic's API: an address, a key, and the way their answers are read.
///
/// A provider holds no state between requests; connections belong to the shared [dev.sluice.upstream.UpstreamClient].
@NullMarked
package dev.sluice.provider.anthropic;

import org.jspecify.annotations.NullMarked;
