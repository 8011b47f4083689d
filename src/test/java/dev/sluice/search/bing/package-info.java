/// Recorded pages, read.
@NullMarked
package dev.sluice.search.bing;

import org.jspecify.annotations.NullMarked;
