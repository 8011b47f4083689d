/// Recorded pages, read.
@NullMarked
package dev.sluice.search.yahoo;

import org.jspecify.annotations.NullMarked;
