/// Google's Gemini API, as its generative language service speaks it: prompts written, replies and errors read.
///
/// Pure; a [dev.sluice.dialect.gemini.ReplyReader] belongs to one reply and one thread, all else is stateless. No
/// caller speaks this dialect here, so nothing passes through: replies become neutral events. Wire format:
/// https://ai.google.dev/api/generate-content, read 2026-11-21.
@NullMarked
package dev.sluice.dialect.gemini;

import org.jspecify.annotations.NullMarked;
