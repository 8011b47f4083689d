package dev.sluice.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/// Whatever is thrown at a door, as an error in OpenAI's shape.
@Provider
public final class ThrowableMapper implements ExceptionMapper<Throwable> {
    @Context
    @SuppressWarnings("NullAway.Init")
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        return Failures.answer(request, thrown);
    }
}
