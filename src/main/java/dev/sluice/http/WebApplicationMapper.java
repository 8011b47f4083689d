package dev.sluice.http;

import dev.sluice.exchange.Failure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.TreeSet;

/// What the JAX-RS runtime itself refuses: no such path, no such method, no such type.
@Provider
public final class WebApplicationMapper implements ExceptionMapper<WebApplicationException> {
    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest request;

    @Override
    public Response toResponse(WebApplicationException thrown) {
        Call call = Call.orNull(request);
        String asked = call == null
                ? request.getMethod()
                : call.trail().method() + " " + call.trail().path();
        return switch (thrown.getResponse().getStatus()) {
            case 404 ->
                Failures.answer(
                        call, new Failure.NotFound("There is no '" + asked + "' here; GET /docs shows what there is."));
            case 405 ->
                Failures.answer(
                        call,
                        new Failure.MethodNotAllowed(
                                "'" + asked + "' is not possible: the path exists, the method does not.",
                                allowed(thrown)));
            case 406, 415 ->
                Failures.answer(
                        call,
                        new Failure.UnsupportedMedia("'" + asked + "' does not read or write that content type."));
            case 400 ->
                Failures.answer(
                        call,
                        new Failure.Invalid(
                                "The request's address or parameters are malformed.",
                                null,
                                "invalid_value",
                                List.of()));
            default -> Failures.answer(call, thrown);
        };
    }

    private static List<String> allowed(WebApplicationException thrown) {
        if (!(thrown instanceof NotAllowedException)) {
            return List.of();
        }
        var allowed = new TreeSet<>(thrown.getResponse().getAllowedMethods());
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return List.copyOf(allowed);
    }
}
