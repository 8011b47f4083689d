package dev.sluice.http.openai;

import dev.sluice.catalog.Listing;
import dev.sluice.http.Desk;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.ModelRows;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /api/{provider}/models`: what one provider has, as G4F's clients ask.
@Path("api/{provider}/models")
public final class ProviderModelsResource {
    private final Desk desk;

    public ProviderModelsResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Tag(name = "Providers")
    @Operation(operationId = "listProviderModels", summary = "List the models of one provider")
    @APIResponse(responseCode = "200", ref = "#/components/responses/ModelList")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void tell(
            @PathParam("provider") String provider,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> {
            Listing listing = ProvidersResource.listing(call, provider);
            return JsonAnswer.ok(ModelRows.list(ModelRows.of(call.running(), listing)));
        });
    }
}
