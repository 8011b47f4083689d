/// One request's path from the caller's question to the first event of its reply.
///
/// Everything runs on the thread that calls; a reply that has begun is metered by the stream that wraps it until that
/// stream is closed, whoever closes it and why.
@NullMarked
package dev.sluice.dispatch;

import org.jspecify.annotations.NullMarked;
