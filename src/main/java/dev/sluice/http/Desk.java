package dev.sluice.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/// Answers requests that ask no model: on a virtual thread, because they may wait for a body or for the data store.
public final class Desk {
    private final Serving serving;

    public Desk(Serving serving) {
        this.serving = serving;
    }

    /// Returns at once; `work` gives the answer, or throws what becomes one.
    public void answer(HttpServletRequest request, AsyncResponse answer, Function<Call, Response> work) {
        Call call = Call.of(request);
        serving.serve(call, request, () -> answer.resume(answered(call, work)));
    }

    private static Response answered(Call call, Function<Call, Response> work) {
        try {
            return work.apply(call);
        } catch (RuntimeException e) {
            return Failures.answer(call, e);
        }
    }
}
