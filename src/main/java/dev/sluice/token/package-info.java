/// Tells how many tokens a text is for a model, without asking the model's provider.
///
/// The vocabularies of OpenAI's models are exact. For models of other makers the nearest of them stands in, and says
/// so.
/// A vocabulary is read when it is first needed and kept; all are thread-safe.
@NullMarked
package dev.sluice.token;

import org.jspecify.annotations.NullMarked;
