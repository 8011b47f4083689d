/// DuckDuckGo by the pages and scripts of its own site: no key, one address for each kind of result. Immutable.
@NullMarked
package dev.sluice.search.duckduckgo;

import org.jspecify.annotations.NullMarked;
