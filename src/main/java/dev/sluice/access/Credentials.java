package dev.sluice.access;

import java.util.List;

/// What a request shows of its sender.
///
/// @param keys what stood in the key headers, without the word `Bearer`; empty ones left out
/// @param fromLoopback whether the connection came from a loopback address
/// @param forwarded whether any header says that a proxy passed the request on
public record Credentials(List<String> keys, boolean fromLoopback, boolean forwarded) {
    public Credentials {
        keys = List.copyOf(keys);
    }
}
