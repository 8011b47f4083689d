/// The internal endpoints of text-generation-webui answer over upstream models as they do over one on the premises.
///
/// What needs the model's own program, which no upstream offers, is told so with a status; nothing is made up.
@NullMarked
package dev.sluice.http.textgen;

import org.jspecify.annotations.NullMarked;
