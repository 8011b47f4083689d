/// What tests stand on: an upstream that can misbehave, the product as a process, and a client that sees every event.
///
/// Nothing here sleeps or guesses: every wait has a bound and ends with the thing it waits for.
@NullMarked
package dev.sluice.testing;

import org.jspecify.annotations.NullMarked;
