/// Ollama's own chat API: prompts written, replies and errors read.
///
/// Pure; a [dev.sluice.dialect.ollama.ReplyReader] belongs to one reply and one thread, all else is stateless. No
/// caller speaks this dialect here, so nothing passes through: replies become neutral events. Wire format:
/// https://docs.ollama.com/api/chat, read 2026-11-21.
@NullMarked
package dev.sluice.dialect.ollama;

import org.jspecify.annotations.NullMarked;
