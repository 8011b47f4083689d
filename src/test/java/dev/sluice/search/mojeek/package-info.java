/// Recorded pages, read.
@NullMarked
package dev.sluice.search.mojeek;

import org.jspecify.annotations.NullMarked;
