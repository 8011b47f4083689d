package dev.sluice.http.textgen;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.Listing;
import dev.sluice.dialect.textgen.InternalRequest;
import dev.sluice.dispatch.Aimed;
import dev.sluice.http.Bodies;
import dev.sluice.http.Call;
import dev.sluice.http.Desk;
import dev.sluice.http.ErrandDoor;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.ModelRows;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/v1/internal/model/*`: which model serves those who name none. An upstream has its models ready, so loading one
/// here makes it the default, until another is loaded, it is unloaded, or the gateway is started again.
@Path("v1/internal/model")
public final class ModelResource {
    private final ErrandDoor door;
    private final Desk desk;
    private final LoadedModels models;

    public ModelResource(ErrandDoor door, Desk desk, LoadedModels models) {
        this.door = door;
        this.desk = desk;
        this.models = models;
    }

    @GET
    @Path("info")
    @Tag(name = "Internal")
    @Operation(operationId = "currentModel", summary = "Tell which model serves those who name none")
    @APIResponse(responseCode = "200", ref = "#/components/responses/CurrentModel")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void current(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> {
            Aimed aimed = models.aimed(Optional.empty(), List.of(), call);
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("model_name", aimed.model());
            json.putArray("lora_names");
            return JsonAnswer.ok(json.put("loader", aimed.kind()).put("provider", aimed.provider()));
        });
    }

    @GET
    @Path("list")
    @Tag(name = "Internal")
    @Operation(operationId = "loadableModels", summary = "List the models that can be loaded, the default first")
    @APIResponse(responseCode = "200", ref = "#/components/responses/LoadableModels")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void list(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        desk.answer(request, answer, ModelResource::listed);
    }

    private static Response listed(Call call) {
        Catalog catalog = call.running().catalog();
        Set<String> names = new LinkedHashSet<>();
        ModelRows.of(call.running()).all().stream()
                .limit(1)
                .forEach(row -> names.add(row.path("id").asText()));
        names.addAll(catalog.aliases().keySet());
        catalog.listings().stream()
                .filter(Listing::enabled)
                .forEach(listing -> names.addAll(listing.names().publicNames().keySet()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        names.forEach(json.putArray("model_names")::add);
        return JsonAnswer.ok(json);
    }

    @POST
    @Path("load")
    @Tag(name = "Internal")
    @Operation(operationId = "loadModel", summary = "Make a model the default")
    @RequestBody(ref = "#/components/requestBodies/LoadModel")
    @APIResponse(responseCode = "200", ref = "#/components/responses/LoadedModel")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void load(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        OperatorsOnly.require(Call.of(request));
        door.open(request, body, answer, incoming -> {
            ObjectNode asked = InternalRequest.LOAD.read(Bodies.json(incoming));
            return call -> loaded(models.load(asked, call), asked);
        });
    }

    private static Response loaded(Aimed aimed, ObjectNode asked) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("status", "OK")
                .put("model_name", aimed.model())
                .put("provider", aimed.provider());
        Set<String> unused = new LinkedHashSet<>();
        asked.path("args").fieldNames().forEachRemaining(unused::add);
        asked.path("settings").fieldNames().forEachRemaining(unused::add);
        unused.forEach(json.putArray("ignored_args")::add);
        if (!unused.isEmpty()) {
            json.put(
                    "note",
                    "The model runs at the provider '" + aimed.provider()
                            + "', whose operator decides how it is loaded; these arguments have no effect here.");
        }
        return JsonAnswer.ok(json);
    }

    @POST
    @Path("unload")
    @Tag(name = "Internal")
    @Operation(operationId = "unloadModel", summary = "Take a load back")
    @RequestBody(ref = "#/components/requestBodies/UnloadModel")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Done")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void unload(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        OperatorsOnly.require(Call.of(request));
        door.open(request, body, answer, incoming -> {
            Optional<String> name = OptionalBody.read(incoming)
                    .map(InternalRequest.UNLOAD::read)
                    .flatMap(asked -> InternalRequest.named(asked, "model_name"));
            return call -> {
                models.unload(name, call);
                return JsonAnswer.ok(JsonNodeFactory.instance.objectNode().put("status", "OK"));
            };
        });
    }
}
