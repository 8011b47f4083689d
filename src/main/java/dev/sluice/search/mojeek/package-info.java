/// Mojeek by its pages. Immutable.
@NullMarked
package dev.sluice.search.mojeek;

import org.jspecify.annotations.NullMarked;
