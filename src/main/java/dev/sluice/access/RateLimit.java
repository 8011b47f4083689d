package dev.sluice.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How often each caller may ask: a store of so many requests, which fills up again evenly within a minute.
///
/// Thread-safe; at most [#MOST] callers are remembered, the one who was silent longest is forgotten first. It outlives
/// a change of the configuration.
public final class RateLimit {
    static final int MOST = 10_000;
    private static final double MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final Map<String, Store> stores = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Store> eldest) {
            return size() > MOST;
        }
    };

    private record Store(double left, long at) {}

    public RateLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// What a caller is told of its limit.
    ///
    /// @param admitted whether this request is served
    /// @param limit requests for each minute
    /// @param remaining how many more may come at once
    /// @param reset until as many as `limit` may come at once
    /// @param next until the next may come
    public record Told(boolean admitted, int limit, int remaining, Duration reset, Duration next) {}

    /// Counts one request.
    ///
    /// @param perMinute at least 1
    public synchronized Told ask(String caller, int perMinute) {
        long now = nanoTime.getAsLong();
        Store known = stores.get(caller);
        double filled = known == null
                ? perMinute
                : Math.min(perMinute, known.left() + (now - known.at()) * (perMinute / MINUTE));
        boolean admitted = filled >= 1;
        double left = admitted ? filled - 1 : filled;
        stores.put(caller, new Store(left, now));
        return new Told(
                admitted,
                perMinute,
                (int) left,
                time(perMinute - left, perMinute),
                admitted ? Duration.ZERO : time(1 - left, perMinute));
    }

    private static Duration time(double requests, int perMinute) {
        return Duration.ofNanos((long) Math.ceil(requests * (MINUTE / perMinute)));
    }
}
