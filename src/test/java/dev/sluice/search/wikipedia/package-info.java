/// Recorded pages, read.
@NullMarked
package dev.sluice.search.wikipedia;

import org.jspecify.annotations.NullMarked;
