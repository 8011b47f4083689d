/// OpenAI's models in Microsoft's cloud: OpenAI's dialect at addresses of Azure's own.
///
/// A provider holds no state between requests; connections belong to the shared [dev.sluice.upstream.UpstreamClient].
@NullMarked
package dev.sluice.provider.azure;

import org.jspecify.annotations.NullMarked;
