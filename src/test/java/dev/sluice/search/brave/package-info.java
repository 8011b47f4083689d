/// Recorded pages, read.
@NullMarked
package dev.sluice.search.brave;

import org.jspecify.annotations.NullMarked;
