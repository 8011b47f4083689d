package dev.sluice.ui;

import dev.sluice.config.DocsConfig;
import dev.sluice.http.Call;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The landing page, the API's documentation, the page of requests, and the files that these load.
///
/// Where an operator gave the documentation other paths, requests for those are matched here under the usual ones.
@Path("")
@Tag(name = "Pages")
@SecurityRequirementsSet
public final class PagesResource {
    private final Site site;

    public PagesResource(Site site) {
        this.site = site;
    }

    @GET
    @Operation(operationId = "landingPage", summary = "The landing page")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Page")
    public Response landing(@Context HttpServletRequest request) {
        return page(request);
    }

    @GET
    @Path("docs")
    @Operation(operationId = "swaggerPage", summary = "The API's documentation, as Swagger UI")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Page")
    public Response docs(@Context HttpServletRequest request) {
        return page(request);
    }

    @GET
    @Path("redoc")
    @Operation(operationId = "redocPage", summary = "The API's documentation, as ReDoc")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Page")
    public Response redoc(@Context HttpServletRequest request) {
        return page(request);
    }

    @GET
    @Path("logs")
    @Operation(operationId = "logsPage", summary = "The latest requests, for operators, as a page")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Page")
    public Response logs(@Context HttpServletRequest request) {
        return page(request);
    }

    @GET
    @Path("favicon.svg")
    @Operation(hidden = true)
    public Response favicon(@Context HttpServletRequest request) {
        return page(request);
    }

    @GET
    @Path("assets/{file: .+}")
    @Operation(hidden = true)
    public Response asset(@Context HttpServletRequest request) {
        return page(request);
    }

    @GET
    @Path("openapi.json")
    @Operation(operationId = "openApi", summary = "This description of the API")
    @APIResponse(responseCode = "200", description = "OpenAPI 3.1 as JSON")
    public Response openApi(@Context HttpServletRequest request) {
        Call call = Call.of(request);
        DocsConfig docs = call.running().config().docs();
        if (!call.path().equals(docs.openapi())) {
            throw new NotFoundException();
        }
        Optional<String> root = call.rootIsTold() ? Optional.of(call.root(request)) : Optional.empty();
        byte[] json = site.openApi(docs, root);
        return Response.ok(json, MediaType.APPLICATION_JSON_TYPE)
                .header("Content-Length", json.length)
                .header("Cache-Control", "no-cache")
                .build();
    }

    private Response page(HttpServletRequest request) {
        Call call = Call.of(request);
        Asset asset = site.pages(call.running().config()).at(call.path()).orElseThrow(NotFoundException::new);
        String known = request.getHeader("If-None-Match");
        boolean unchanged = known != null && asset.known(known);
        var answer = unchanged
                ? Response.notModified()
                : Response.ok(asset.bytes(), asset.contentType()).header("Content-Length", asset.bytes().length);
        return answer.header("ETag", asset.etag())
                .header("Cache-Control", asset.cacheControl())
                .header("Content-Security-Policy", asset.contentSecurityPolicy())
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
