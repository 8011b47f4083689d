/// Google's Gemini API with a key (https://ai.google.dev/api, read 2026-11-21): an address, a key, and its models.
///
/// A provider holds no state between requests; connections belong to the shared [dev.sluice.upstream.UpstreamClient].
@NullMarked
package dev.sluice.provider.gemini;

import org.jspecify.annotations.NullMarked;
