package dev.sluice.http;

import dev.sluice.access.Caller;
import dev.sluice.exchange.Cancellation;
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
    private final Cancellation cancellation = new Cancellation();
    private @Nullable Caller caller;
    private boolean loggedLater;

    Call(Running running, Trail trail, ErrorShape errors) {
        this.running = running;
        this.trail = trail;
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

    public Cancellation cancellation() {
        return cancellation;
    }

    /// Null on paths that are open to all.
    public @Nullable Caller caller() {
        return caller;
    }

    void admit(Caller admitted) {
        caller = admitted;
        trail.servedFor(admitted.name());
    }

    /// The one who streams writes the log line when the stream has ended.
    public void logLater() {
        loggedLater = true;
    }

    boolean loggedLater() {
        return loggedLater;
    }
}
