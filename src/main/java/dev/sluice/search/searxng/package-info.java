/// A SearXNG of the operator's own, by its JSON (https://docs.searxng.org/dev/search_api.html, read
/// 2026-11-21). Immutable.
@NullMarked
package dev.sluice.search.searxng;

import org.jspecify.annotations.NullMarked;
