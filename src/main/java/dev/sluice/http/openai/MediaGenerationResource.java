package dev.sluice.http.openai;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `POST /v1/media/generate`: images, as G4F names it.
@Path("v1/media/generate")
public final class MediaGenerationResource {
    private final Images images;

    public MediaGenerationResource(Images images) {
        this.images = images;
    }

    @POST
    @Tag(name = "Images")
    @Operation(operationId = "createMedia", summary = "Make images, as G4F names it")
    @RequestBody(ref = "#/components/requestBodies/Image")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Images")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void generate(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        images.door().open(request, body, answer, images.generation(request, null));
    }
}
