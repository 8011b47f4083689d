/// Yahoo by its pages. Immutable.
@NullMarked
package dev.sluice.search.yahoo;

import org.jspecify.annotations.NullMarked;
