/// Journeys: what a caller or an operator sees of the running product, and nothing of its inside.
///
/// Each class starts Sluice once and gives every test a model name of its own, so that tests do not see each other.
@NullMarked
package dev.sluice.journey;

import org.jspecify.annotations.NullMarked;
