/// The neutral vocabulary of a request and its reply, shared by every room and depending on none.
///
/// Values are immutable unless a type says otherwise. A request is answered by one [dev.sluice.exchange.ReplyStream]
/// that is pulled by the thread that serves the request; everything that can go wrong is one
/// [dev.sluice.exchange.Failure], carried by [dev.sluice.exchange.RefusedException].
@NullMarked
package dev.sluice.exchange;

import org.jspecify.annotations.NullMarked;
