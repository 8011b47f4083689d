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

/// `/v1/images/*`: images made, edited and varied.
@Path("v1/images")
public final class ImagesResource {
    private final Images images;

    public ImagesResource(Images images) {
        this.images = images;
    }

    @POST
    @Path("generations")
    @Tag(name = "Images")
    @Operation(operationId = "createImage", summary = "Make images")
    @RequestBody(ref = "#/components/requestBodies/Image")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Images")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void generate(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        images.door().open(request, body, answer, images.generation(request, null));
    }

    @POST
    @Path("generate")
    @Tag(name = "Images")
    @Operation(operationId = "createImageByAnotherName", summary = "Make images, as G4F names it")
    @RequestBody(ref = "#/components/requestBodies/Image")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Images")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void generateByAnotherName(
            InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        images.door().open(request, body, answer, images.generation(request, null));
    }

    @POST
    @Path("edits")
    @Tag(name = "Images")
    @Operation(operationId = "createImageEdit", summary = "Edit images")
    @RequestBody(ref = "#/components/requestBodies/ImageEdit")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Images")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void edit(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        images.door().open(request, body, answer, images.edit(request));
    }

    @POST
    @Path("variations")
    @Tag(name = "Images")
    @Operation(operationId = "createImageVariation", summary = "Vary an image")
    @RequestBody(ref = "#/components/requestBodies/ImageVariation")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Images")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void vary(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        images.door().open(request, body, answer, images.variation(request));
    }
}
