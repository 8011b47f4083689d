/// OpenAI's chat completions, as callers and upstreams speak them: requests are checked and spliced, replies are read
/// and written, failures become error bodies.
///
/// A request is looked at, never rewritten: whatever this package does not know travels to the upstream as the bytes
/// that came. The wire format is that of OpenAI's published API document (openai/openai-openapi, commit
/// f85dbe223d40).
@NullMarked
package dev.sluice.dialect.openai;

import org.jspecify.annotations.NullMarked;
