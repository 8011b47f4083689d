/// Recorded pages, read.
@NullMarked
package dev.sluice.search.duckduckgo;

import org.jspecify.annotations.NullMarked;
