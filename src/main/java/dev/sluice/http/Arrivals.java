package dev.sluice.http;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;

/// Keeps each servlet request where filters find it.
///
/// A field that JAX-RS injects is not always there: RESTEasy fills those of filters during the first request, and a
/// second one at the same time meets them empty.
@WebListener
public final class Arrivals implements ServletRequestListener {
    private static final String ATTRIBUTE = Arrivals.class.getName();

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        event.getServletRequest().setAttribute(ATTRIBUTE, event.getServletRequest());
    }

    static HttpServletRequest servletRequest(ContainerRequestContext request) {
        if (request.getProperty(ATTRIBUTE) instanceof HttpServletRequest servletRequest) {
            return servletRequest;
        }
        throw new IllegalStateException("the listener of arriving requests is not in force");
    }
}
