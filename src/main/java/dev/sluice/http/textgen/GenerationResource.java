package dev.sluice.http.textgen;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.Caller;
import dev.sluice.dialect.textgen.InternalRequest;
import dev.sluice.dispatch.Aimed;
import dev.sluice.http.Bodies;
import dev.sluice.http.Call;
import dev.sluice.http.ErrandDoor;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Serving;
import dev.sluice.persona.Personas;
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

/// `/v1/internal/health`, `/chat-prompt` and `/stop-generation`.
@Path("v1/internal")
public final class GenerationResource {
    private final ErrandDoor door;
    private final LoadedModels models;
    private final Personas personas;
    private final Serving serving;

    public GenerationResource(ErrandDoor door, LoadedModels models, Personas personas, Serving serving) {
        this.door = door;
        this.models = models;
        this.personas = personas;
        this.serving = serving;
    }

    @GET
    @Path("health")
    @Tag(name = "Internal")
    @Operation(operationId = "internalHealth", summary = "Tell that requests are served")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Health")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response health() {
        return JsonAnswer.ok(JsonNodeFactory.instance.objectNode().put("status", "ok"));
    }

    @POST
    @Path("chat-prompt")
    @Tag(name = "Internal")
    @Operation(operationId = "chatPrompt", summary = "Write a chat down as a model would read it")
    @RequestBody(ref = "#/components/requestBodies/ChatPrompt")
    @APIResponse(responseCode = "200", ref = "#/components/responses/ChatPrompt")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void prompt(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        door.open(request, body, answer, incoming -> {
            ObjectNode asked = InternalRequest.CHAT_PROMPT.read(Bodies.json(incoming));
            return call -> {
                Aimed aimed = models.aimed(asked, call);
                String prompt = personas.written(asked, aimed.model(), models.template(aimed));
                return JsonAnswer.ok(JsonNodeFactory.instance.objectNode().put("prompt", prompt));
            };
        });
    }

    @POST
    @Path("stop-generation")
    @Tag(name = "Internal")
    @Operation(operationId = "stopGeneration", summary = "End the caller's running generations; an operator's end all")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Stopped")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response stop(@Context HttpServletRequest request) {
        Call own = Call.of(request);
        Caller caller = own.caller();
        boolean all = caller != null && caller.admin();
        int stopped = serving.stop(call -> call != own && call.caller() != null && (all || same(call, own)));
        return JsonAnswer.ok(
                JsonNodeFactory.instance.objectNode().put("status", "OK").put("stopped", stopped));
    }

    private static boolean same(Call call, Call own) {
        return call.owner().equals(own.owner());
    }
}
