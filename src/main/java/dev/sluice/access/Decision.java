package dev.sluice.access;

import dev.sluice.exchange.Failure;

/// What the gatekeeper says of a request.
public sealed interface Decision {
    record Admitted(Caller caller) implements Decision {}

    record Refused(Failure failure) implements Decision {}
}
