/// Bing: its API where there is a key, else its pages. Immutable.
@NullMarked
package dev.sluice.search.bing;

import org.jspecify.annotations.NullMarked;
