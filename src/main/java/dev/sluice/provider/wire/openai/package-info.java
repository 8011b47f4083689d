/// What the kinds share whose upstreams speak OpenAI's dialect: a chat, begun and read.
///
/// A kind adds its address and its key. Everything here is stateless or belongs to one reply and one thread.
@NullMarked
package dev.sluice.provider.wire.openai;

import org.jspecify.annotations.NullMarked;
