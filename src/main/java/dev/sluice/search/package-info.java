/// The web, searched: one question in, results of one kind out, whichever engine was asked, and no engine
/// asked more often than it bears.
///
/// [dev.sluice.search.WebSearch] is thread-safe and made anew when its configuration changes; engines are
/// immutable and blind to each other. Everything blocks on the caller's virtual thread, and ends within
/// `search.timeout`. What goes wrong is a [dev.sluice.exchange.RefusedException] whose failure names the
/// engine.
///
/// How pages were recorded for tests, and what is believed of a page that changed: `docs/search.md`.
@NullMarked
package dev.sluice.search;

import org.jspecify.annotations.NullMarked;
