package dev.sluice.http.openai;

import dev.sluice.http.Incoming;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `POST /api/{provider}/responses`: a response by one provider, as G4F's clients address it.
@Path("api/{provider}/responses")
public final class ProviderResponsesResource {
    private final ResponseDoor door;

    public ProviderResponsesResource(ResponseDoor door) {
        this.door = door;
    }

    @POST
    @Tag(name = "Responses")
    @Operation(operationId = "createProviderResponse", summary = "Answer by one provider, and remember what was said")
    @RequestBody(ref = "#/components/requestBodies/Response")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Response")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void create(
            @PathParam("provider") String provider,
            InputStream body,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        door.open(request, Incoming.of(request, body), answer, provider);
    }
}
