package dev.sluice.http.textgen;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.textgen.InternalRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Bodies;
import dev.sluice.http.Call;
import dev.sluice.http.ErrandDoor;
import dev.sluice.http.JsonAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/v1/internal/lora/*`: adapters belong to the program that runs a model, and none runs here.
@Path("v1/internal/lora")
public final class LoraResource {
    private final ErrandDoor door;

    public LoraResource(ErrandDoor door) {
        this.door = door;
    }

    @GET
    @Path("list")
    @Tag(name = "Internal")
    @Operation(operationId = "listLoras", summary = "List the adapters that can be loaded")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Loras")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response list() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("lora_names");
        return JsonAnswer.ok(json);
    }

    @POST
    @Path("load")
    @Tag(name = "Internal")
    @Operation(operationId = "loadLoras", summary = "Load adapters: refused, because no model runs here")
    @RequestBody(ref = "#/components/requestBodies/LoadLoras")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void load(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        OperatorsOnly.require(Call.of(request));
        door.open(request, body, answer, incoming -> {
            InternalRequest.LORAS.read(Bodies.json(incoming));
            throw refused();
        });
    }

    @POST
    @Path("unload")
    @Tag(name = "Internal")
    @Operation(operationId = "unloadLoras", summary = "Unload adapters: refused, because no model runs here")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void unload(@Context HttpServletRequest request) {
        OperatorsOnly.require(Call.of(request));
        throw refused();
    }

    private static RefusedException refused() {
        return new RefusedException(Failure.invalid(
                "lora_names",
                "Adapters are applied by the program that runs a model, and no model runs here: set them up at the"
                        + " provider, and ask for the model that has them.",
                "unsupported_value"));
    }
}
