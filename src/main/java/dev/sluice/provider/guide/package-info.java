/// Sluice's own manual, answering as a model: a fresh gateway has something true to say before any provider is set up.
///
/// Not a language model, and every answer says so. The same question has the same answer: passages of the bundled
/// documents are ranked by their words (BM25). The index is immutable and shared; no thread, timer or connection is
/// held.
@NullMarked
package dev.sluice.provider.guide;

import org.jspecify.annotations.NullMarked;
