/// Brave: its API where there is a key, else its pages. Immutable.
@NullMarked
package dev.sluice.search.brave;

import org.jspecify.annotations.NullMarked;
