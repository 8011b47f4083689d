/// What all front doors share: who calls, request ids, limits of bodies, CORS, the late sink of event streams, errors.
///
/// A door's method reads nothing and waits for nothing: it hands the request to a virtual thread that serves it to its
/// end, so no container thread is held while an upstream thinks or streams.
@NullMarked
package dev.sluice.http;

import org.jspecify.annotations.NullMarked;
