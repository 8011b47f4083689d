/// Sluice: an OpenAI-compatible gateway. Each package below is one room of the house; the floor plan stands in
/// `ArchitectureTest` and is told in `docs/tour.md`.
@NullMarked
package dev.sluice;

import org.jspecify.annotations.NullMarked;
