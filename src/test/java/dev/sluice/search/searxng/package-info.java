/// Recorded pages, read.
@NullMarked
package dev.sluice.search.searxng;

import org.jspecify.annotations.NullMarked;
