/// What each server alone can tell: that the caller of an answer still awaited has closed its connection.
///
/// Servers are reached without compile-time ties, so that a class that one server lacks breaks nothing on another;
/// where a server tells nothing, pings and time-outs still hold.
@NullMarked
package dev.sluice.http.container;

import org.jspecify.annotations.NullMarked;
