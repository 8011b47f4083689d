/// Cookies that callers upload go only where a browser would send them, and only for the caller who uploaded them.
///
/// Values are sealed before they are stored. Thread-safe; a cookie ends with its time.
@NullMarked
package dev.sluice.cookie;

import org.jspecify.annotations.NullMarked;
