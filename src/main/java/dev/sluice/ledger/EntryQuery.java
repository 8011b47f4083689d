package dev.sluice.ledger;

import java.time.Instant;
import java.util.Optional;

/// Which rows are told, the newest first.
///
/// @param limit how many at most
/// @param after the id of the row behind which they begin
/// @param caller whose
/// @param model the caller's word for it, or the provider's
/// @param status the status that was sent
/// @param from the first moment
/// @param to the moment before which it ends
public record EntryQuery(
        int limit,
        Optional<String> after,
        Optional<String> caller,
        Optional<String> provider,
        Optional<String> model,
        Optional<Integer> status,
        Optional<Instant> from,
        Optional<Instant> to) {}
