package dev.sluice.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.telemetry.Readiness;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Health, for people (`/monitor/health`) and for whatever restarts servers (`/health/*`). Asks no upstream: a gateway
/// whose upstreams are down is well.
@Path("")
public final class HealthResource {
    private final String version;
    private final Readiness readiness;

    public HealthResource(String version, Readiness readiness) {
        this.version = version;
        this.readiness = readiness;
    }

    @GET
    @Path("monitor/health")
    @Tag(name = "Operations")
    @Operation(operationId = "health", summary = "Tell how the gateway is")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Health")
    @SecurityRequirementsSet
    public Response health(@Context HttpServletRequest request) {
        return JsonAnswer.ok(JsonNodeFactory.instance
                .objectNode()
                .put("status", "healthy")
                .put("service", "sluice")
                .put("version", version)
                .put("providers", enabled(request)));
    }

    @GET
    @Path("health/live")
    @Tag(name = "Operations")
    @Operation(operationId = "live", summary = "Tell whether the process lives")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Health")
    @SecurityRequirementsSet
    public Response live() {
        return up();
    }

    @GET
    @Path("health/ready")
    @Tag(name = "Operations")
    @Operation(operationId = "ready", summary = "Tell whether requests are served")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Health")
    @APIResponse(responseCode = "503", ref = "#/components/responses/Health")
    public Response ready() {
        return readiness.draining() ? draining() : up();
    }

    @GET
    @Path("health/started")
    @Tag(name = "Operations")
    @Operation(operationId = "started", summary = "Tell whether the start is over")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Health")
    @SecurityRequirementsSet
    public Response started() {
        return up();
    }

    private static long enabled(HttpServletRequest request) {
        return Call.of(request).running().catalog().listings().stream()
                .filter(listing -> listing.enabled() && !listing.builtIn())
                .count();
    }

    private static Response draining() {
        return JsonAnswer.of(503, JsonNodeFactory.instance.objectNode().put("status", "DRAINING"));
    }

    private static Response up() {
        return JsonAnswer.ok(JsonNodeFactory.instance.objectNode().put("status", "UP"));
    }
}
