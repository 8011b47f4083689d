package dev.sluice.http.openai;

import dev.sluice.http.Call;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Operators;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /status`: which providers are on, as llms.py's page asks. For operators.
@Path("status")
public final class StatusResource {

    @GET
    @Tag(name = "Providers")
    @Operation(operationId = "providerStatus", summary = "Tell which providers are on", description = "For operators.")
    @APIResponse(responseCode = "200", ref = "#/components/responses/ProviderStatus")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response status(@Context HttpServletRequest request) {
        Call call = Call.of(request);
        Operators.require(call);
        return JsonAnswer.ok(ProviderStatus.of(call));
    }
}
