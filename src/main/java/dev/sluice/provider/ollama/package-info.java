/// Ollama by its own API: an address, perhaps a key, and the models that it has.
///
/// A provider holds no state between requests; what models can do is remembered by the kind, for all its providers.
@NullMarked
package dev.sluice.provider.ollama;

import org.jspecify.annotations.NullMarked;
