package dev.sluice.ledger;

import dev.sluice.exchange.Usage;
import dev.sluice.telemetry.Trail;
import dev.sluice.telemetry.Try;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One request, as it is remembered.
///
/// @param id unique, and in the order of time
/// @param requestId what the caller knows the request by; a caller may use one twice
/// @param at when the request came
/// @param caller under which name the caller's own things are kept
/// @param path below the application's root, without parameters
/// @param asked the caller's word for the model; empty where none was asked for
/// @param provider who answered, or failed last; empty where none was asked
/// @param model that one's own name of the model
/// @param status the status that the caller was sent
/// @param outcome empty when the answer was sent whole, else one word of what cut it short
/// @param usage in tokens
/// @param estimated whether the upstream told nothing, so that `usage` is a guess
/// @param cost in US dollars; null where the model has no price
/// @param firstTokenMillis until the answer began; -1 where none did
/// @param tries the upstreams that were asked, in their order
public record LedgerEntry(
        String id,
        String requestId,
        Instant at,
        String caller,
        String method,
        String path,
        boolean streamed,
        String asked,
        String provider,
        String model,
        int status,
        String outcome,
        Usage usage,
        boolean estimated,
        @Nullable BigDecimal cost,
        long firstTokenMillis,
        long millis,
        List<Try> tries) {
    private static final int LONGEST = 300;
    private static final String NOBODY = "-";
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    public LedgerEntry {
        tries = List.copyOf(tries);
    }

    static LedgerEntry of(Trail trail, int status, String outcome, Prices prices, Instant now) {
        Instant at = now.minusNanos(trail.sinceStart());
        String provider = named(trail.attempts() == 0 ? NOBODY : trail.provider());
        String model = named(trail.attempts() == 0 ? NOBODY : trail.model());
        long first = trail.firstEventNanos();
        return new LedgerEntry(
                EntryId.at(at),
                trail.requestId(),
                at,
                kept(trail.owner()),
                trail.method(),
                kept(trail.path()),
                trail.streamed(),
                kept(trail.asked() == null ? "" : trail.asked()),
                kept(provider),
                kept(model),
                status,
                outcome,
                trail.usage(),
                trail.estimated(),
                prices.cost(provider, model, trail.usage(), at).orElse(null),
                first < 0 ? -1 : Duration.ofNanos(first).toMillis(),
                Duration.between(at, now).toMillis(),
                trail.tries());
    }

    private static String named(String value) {
        return value.equals(NOBODY) ? "" : value;
    }

    /// As it can be kept: not every store takes every character.
    private static String kept(String value) {
        String whole = value.length() <= LONGEST ? value : value.substring(0, LONGEST);
        return CONTROL.matcher(whole).replaceAll("\uFFFD");
    }

    /// Whether a model was asked for.
    boolean counts() {
        return !asked.isEmpty();
    }

    /// Whether the caller did not get what it asked for, by whosoever's fault.
    boolean failed() {
        return status >= 400 || outcome.equals("upstream_failed") || outcome.equals("bug");
    }
}
