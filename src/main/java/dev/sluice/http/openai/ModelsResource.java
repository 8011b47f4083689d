package dev.sluice.http.openai;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Call;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.ModelRows;
import dev.sluice.http.anthropic.ModelPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /v1/models` and `GET`/`POST /v1/models/{id}`: which models may be asked for.
@Path("v1/models")
public final class ModelsResource {
    @GET
    @Tag(name = "Models")
    @Operation(operationId = "listModels", summary = "List the models that may be asked for")
    @APIResponse(responseCode = "200", ref = "#/components/responses/ModelList")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response list(@Context HttpServletRequest request, @Context UriInfo uri) {
        ModelRows rows = ModelRows.of(Call.of(request).running());
        if (anthropics(request)) {
            return JsonAnswer.ok(ModelPage.of(rows, uri.getQueryParameters()));
        }
        return JsonAnswer.ok(ModelRows.list(rows.all()));
    }

    @GET
    @Path("{id: .+}")
    @Tag(name = "Models")
    @Operation(operationId = "retrieveModel", summary = "Tell of one model")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Model")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response one(@PathParam("id") String id, @Context HttpServletRequest request) {
        return ModelRows.of(Call.of(request).running())
                .one(id)
                .map(row -> anthropics(request) ? ModelPage.row(row) : row)
                .map(JsonAnswer::ok)
                .orElseThrow(() -> new RefusedException(new Failure.UnknownModel(
                        "The model '" + id + "' does not exist; GET /v1/models lists the models that do.")));
    }

    /// Clients of Anthropic's API look for models under the same address, and name its version.
    private static boolean anthropics(HttpServletRequest request) {
        return request.getHeader("anthropic-version") != null;
    }

    /// Some clients ask by POST.
    @POST
    @Path("{id: .+}")
    @Tag(name = "Models")
    @Operation(operationId = "retrieveModelByPost", summary = "Tell of one model, asked by POST")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Model")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response oneByPost(@PathParam("id") String id, @Context HttpServletRequest request) {
        return one(id, request);
    }
}
