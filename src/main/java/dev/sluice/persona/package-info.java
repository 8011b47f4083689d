/// Whoever a caller wants to talk with answers, whichever provider serves: characters, the templates that turn a
/// conversation into a model's own text, and sampling presets are turned into what any provider is told.
///
/// Everything is read from its file when it is asked for, so that an edited character speaks with the next request.
/// What
/// callers name never leaves the operator's folders, and what is read there is bounded.
@NullMarked
package dev.sluice.persona;

import org.jspecify.annotations.NullMarked;
