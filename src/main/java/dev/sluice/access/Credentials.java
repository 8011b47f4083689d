package dev.sluice.access;

import java.util.List;

/// What a request shows of its sender.
///
/// @param keys what stood in the key headers, without the word `Bearer`; empty ones left out
/// @param fromLoopback whether the connection came from a loopback address
/// @param forwarded whether any header says that a proxy passed the request on
/// @param identities whom the server or a trusted proxy has authenticated
/// @param wrongPassword whether a user name and password were sent that the server does not accept
public record Credentials(
        List<String> keys, boolean fromLoopback, boolean forwarded, List<Identity> identities, boolean wrongPassword) {
    public Credentials {
        keys = List.copyOf(keys);
        identities = List.copyOf(identities);
    }

    public Credentials(List<String> keys, boolean fromLoopback, boolean forwarded) {
        this(keys, fromLoopback, forwarded, List.of(), false);
    }
}
