package dev.sluice.provider;

import dev.sluice.exchange.Cancellation;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The conditions of one attempt at a target.
///
/// @param requestId Sluice's id of the caller's request
/// @param cancellation tells when the caller has gone
/// @param deadline `System.nanoTime()` after which the whole request has taken too long
/// @param connect how long a new connection to the upstream may take
/// @param firstToken how long the first event may take
/// @param idle how long the upstream may be silent between two events
/// @param ping how long a silence lasts before the stream says so
/// @param proxy the way out that the caller asked for, which goes before the configured one
/// @param cookies the header `Cookie` that the caller has uploaded for an address; empty where there is none
/// @param allowance told the upstream's `x-ratelimit-*` headers, names in lower case, of each answer
public record Attempt(
        String requestId,
        Cancellation cancellation,
        long deadline,
        Duration connect,
        Duration firstToken,
        Duration idle,
        Duration ping,
        Optional<URI> proxy,
        Function<URI, String> cookies,
        Consumer<Map<String, String>> allowance) {

    /// One by the usual way, without cookies.
    public Attempt(
            String requestId,
            Cancellation cancellation,
            long deadline,
            Duration connect,
            Duration firstToken,
            Duration idle,
            Duration ping) {
        this(
                requestId,
                cancellation,
                deadline,
                connect,
                firstToken,
                idle,
                ping,
                Optional.empty(),
                address -> "",
                allowance -> {});
    }
}
