package dev.sluice.http.openai;

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

/// `POST /api/{provider}/images/generations`: images by one provider, as G4F's clients address it.
@Path("api/{provider}/images/generations")
public final class ProviderImagesResource {
    private final Images images;

    public ProviderImagesResource(Images images) {
        this.images = images;
    }

    @POST
    @Tag(name = "Images")
    @Operation(operationId = "createProviderImage", summary = "Make images by one provider")
    @RequestBody(ref = "#/components/requestBodies/Image")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Images")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void generate(
            @PathParam("provider") String provider,
            InputStream body,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        images.door().open(request, body, answer, images.generation(request, provider));
    }
}
