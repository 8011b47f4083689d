/// Google by the Custom Search JSON API, which needs a key and an engine's id. Immutable.
@NullMarked
package dev.sluice.search.google;

import org.jspecify.annotations.NullMarked;
