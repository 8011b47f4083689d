/// HTTP/1.1 to upstreams: a request goes out, its reply comes back as bytes and server-sent events, and nothing that
/// the other side does can hang, flood or confuse the thread that waits.
///
/// Everything blocks, and is meant for virtual threads. [dev.sluice.upstream.UpstreamClient] is thread-safe and lives
/// as long as the application; a reply, its body and its readers belong to one thread at a time, though any thread may
/// close or cancel them. What goes wrong is an [dev.sluice.upstream.UpstreamException] with one of a few reasons; only
/// a silence longer than the read time-out is a [java.net.SocketTimeoutException], and reading may go on after it.
///
/// Why there is a client of our own: `docs/decisions/0002-upstream-client.md`.
@NullMarked
package dev.sluice.upstream;

import org.jspecify.annotations.NullMarked;
