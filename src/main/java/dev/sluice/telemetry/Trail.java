package dev.sluice.telemetry;

import dev.sluice.exchange.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The facts of one request as it goes its way. Written by the one thread that serves the request.
public final class Trail {
    private static final int MOST_TRIES = 32;

    private final String requestId;
    private final String method;
    private final String path;
    private final long startedAt;
    private String client = "-";
    private String caller = "-";
    private @Nullable String asked;
    private String model = "-";
    private String provider = "-";
    private int attempts;
    private final List<Try> tries = new ArrayList<>(1);
    private String owner = "";
    private long upstreamNanos;
    private long firstEventNanos = -1;
    private Usage usage = Usage.NONE;
    private boolean estimated;
    private boolean streamed;
    private Map<String, String> allowance = Map.of();

    public Trail(String requestId, String method, String path, long startedAt) {
        this.requestId = requestId;
        this.method = method;
        this.path = path;
        this.startedAt = startedAt;
    }

    public String requestId() {
        return requestId;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /// The address that the request came from, as far as it can be believed.
    public String client() {
        return client;
    }

    public void cameFrom(String address) {
        client = address;
    }

    public String caller() {
        return caller;
    }

    public String model() {
        return model;
    }

    public String provider() {
        return provider;
    }

    public int attempts() {
        return attempts;
    }

    public Usage usage() {
        return usage;
    }

    public void servedFor(String name, String owner) {
        caller = name;
        this.owner = owner;
    }

    /// Whose cookies may be sent; empty where nobody was admitted.
    public String owner() {
        return owner;
    }

    /// @param askedModel the caller's word for the model
    public void asked(String askedModel) {
        asked = askedModel;
        model = askedModel;
    }

    /// The caller's word for the model; null where no model was asked for.
    public @Nullable String asked() {
        return asked;
    }

    public void trying(String providerName, String upstreamModel) {
        provider = providerName;
        model = upstreamModel;
        attempts++;
        allowance = Map.of();
    }

    /// Ends what [#trying] began.
    ///
    /// @param reason null where the upstream answers
    public void tried(@Nullable String reason, long nanos) {
        waited(nanos);
        if (tries.size() < MOST_TRIES) {
            tries.add(new Try(provider, model, reason, nanos));
        }
    }

    /// The upstreams that were asked, in their order.
    public List<Try> tries() {
        return List.copyOf(tries);
    }

    /// Adds time that was spent waiting for upstreams.
    public void waited(long nanos) {
        upstreamNanos += nanos;
    }

    public void firstEvent() {
        firstEventNanos = sinceStart();
    }

    public void spent(Usage used) {
        usage = used;
        estimated = false;
    }

    /// Where an upstream tells nothing of what it used.
    public void guessed(Usage used) {
        usage = used;
        estimated = true;
    }

    /// Whether [#usage] is a guess.
    public boolean estimated() {
        return estimated;
    }

    /// The answer comes in pieces.
    public void streams() {
        streamed = true;
    }

    public boolean streamed() {
        return streamed;
    }

    /// What the upstream that was asked last says of its rates: its `x-ratelimit-*` headers.
    public Map<String, String> allowance() {
        return allowance;
    }

    public void allowed(Map<String, String> headers) {
        allowance = Map.copyOf(headers);
    }

    public long sinceStart() {
        return System.nanoTime() - startedAt;
    }

    /// Nanoseconds until the first event, -1 before it.
    public long firstEventNanos() {
        return firstEventNanos;
    }

    public long upstreamNanos() {
        return upstreamNanos;
    }

    /// Nanoseconds that were Sluice's own until now.
    public long overheadNanos() {
        return Math.max(0, sinceStart() - upstreamNanos);
    }
}
