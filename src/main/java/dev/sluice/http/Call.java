package dev.sluice.http;

import dev.sluice.access.Caller;
import dev.sluice.access.RateLimit;
import dev.sluice.dispatch.Answered;
import dev.sluice.dispatch.Errand;
import dev.sluice.exchange.Cancellation;
import dev.sluice.provider.Provider;
import dev.sluice.telemetry.Trail;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// One request at the front door: made by the [CallFilter], kept as an attribute of the servlet request, because that
/// is the one place that every container keeps through an asynchronous answer.
public final class Call {
    private static final String ATTRIBUTE = Call.class.getName();

    private final Running running;
    private final Trail trail;
    private final ErrorShape errors;
    private final Forwarding forwarding;
    private final String basePath;
    private final Cancellation cancellation = new Cancellation();
    private @Nullable Caller caller;
    private RateLimit.@Nullable Told rate;
    private volatile Runnable breaker = () -> {};
    private volatile boolean loggedLater;

    Call(Running running, Trail trail, Forwarding forwarding, String basePath, ErrorShape errors) {
        this.running = running;
        this.trail = trail;
        this.forwarding = forwarding;
        this.basePath = basePath;
        this.errors = errors;
    }

    /// The call of a request that has passed the [CallFilter].
    public static Call of(HttpServletRequest request) {
        Call call = orNull(request);
        if (call == null) {
            throw new IllegalStateException("the request has not passed the call filter");
        }
        return call;
    }

    static @Nullable Call orNull(HttpServletRequest request) {
        return (Call) request.getAttribute(ATTRIBUTE);
    }

    void keepIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public Running running() {
        return running;
    }

    public Trail trail() {
        return trail;
    }

    /// The path that was asked for, as it came, below the application's root and the configured base path.
    public String path() {
        return trail.path();
    }

    ErrorShape errors() {
        return errors;
    }

    /// The address of the gateway's root as the caller sees it, without a slash at its end: for absolute links.
    public String root(HttpServletRequest request) {
        return PublicRoot.of(this, request);
    }

    /// Whether an operator or a trusted proxy says where the caller sees the gateway; else a link had better be
    /// relative, because an unknown proxy may stand in between.
    public boolean rootIsTold() {
        return running.config().server().publicUrl().isPresent()
                || forwarding.host().isPresent();
    }

    Forwarding forwarding() {
        return forwarding;
    }

    /// The configured base path, where the request came with it.
    String basePath() {
        return basePath;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    /// Has something other than a chat done by the first target that can.
    ///
    /// @throws dev.sluice.exchange.RefusedException where no target answers
    public <P extends Provider, T> Answered<T> ask(Errand<P, T> errand) {
        return running.dispatcher().ask(errand, trail, cancellation);
    }

    /// Null on paths that are open to all.
    public @Nullable Caller caller() {
        return caller;
    }

    /// Whose files, batches and conversations this call may see. Not on paths that are open to all.
    public String owner() {
        Caller admitted = caller;
        if (admitted == null) {
            throw new IllegalStateException("nobody was admitted");
        }
        return admitted.owner();
    }

    void admit(Caller admitted) {
        caller = admitted;
        trail.servedFor(admitted.name(), admitted.owner());
    }

    /// Null where there is no limit.
    RateLimit.@Nullable Told rate() {
        return rate;
    }

    void limited(RateLimit.Told told) {
        rate = told;
    }

    void brokenOffBy(Runnable action) {
        breaker = action;
    }

    /// Ends the caller's connection uncleanly, where the server lets us.
    void breakOff() {
        breaker.run();
    }

    /// The one who streams writes the log line when the stream has ended.
    public void logLater() {
        loggedLater = true;
        trail.streams();
    }

    boolean loggedLater() {
        return loggedLater;
    }
}
