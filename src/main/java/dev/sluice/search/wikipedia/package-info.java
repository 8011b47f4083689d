/// Wikipedia by MediaWiki's API (https://www.mediawiki.org/wiki/API:Search, read 2026-11-21). Immutable.
@NullMarked
package dev.sluice.search.wikipedia;

import org.jspecify.annotations.NullMarked;
