/// Recorded pages, read.
@NullMarked
package dev.sluice.search.google;

import org.jspecify.annotations.NullMarked;
