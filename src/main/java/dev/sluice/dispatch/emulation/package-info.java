/// What a provider cannot do, done for it with words: answers that follow a schema, and calls of tools.
///
/// Everything here speaks in neutral words and events, so it serves every caller over every provider. Used by the one
/// thread that serves the request.
@NullMarked
package dev.sluice.dispatch.emulation;

import org.jspecify.annotations.NullMarked;
