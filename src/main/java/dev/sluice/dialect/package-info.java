/// The JSON languages of callers and upstreams: one sub-package for each vendor's shapes, read and written in both
/// directions, and [dev.sluice.dialect.shape], in which each says what a request must look like.
///
/// Everything here is pure: bytes in, values out, no clock, no network, no configuration. The vendors' sub-packages do
/// not know each other; what two of them have in common is [dev.sluice.exchange].
@NullMarked
package dev.sluice.dialect;

import org.jspecify.annotations.NullMarked;
