package dev.sluice.http.anthropic;

import dev.sluice.http.Call;
import dev.sluice.http.ChatDoor;
import dev.sluice.http.Incoming;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `POST /v1/messages`: a message, answered whole or as a stream; the count of its tokens; and the models, as
/// LLM4Free's
/// clients look for them here.
@Path("v1/messages")
public final class MessagesResource {
    private final ChatDoor door;
    private final CountDoor count;

    public MessagesResource(ChatDoor door, CountDoor count) {
        this.door = door;
        this.count = count;
    }

    @POST
    @Tag(name = "Messages")
    @Operation(
            operationId = "createMessage",
            summary = "Answer a message, in Anthropic's shape",
            description = "Whole, or with `stream: true` as named server-sent events that end with `message_stop`.")
    @RequestBody(ref = "#/components/requestBodies/Messages")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Messages")
    @APIResponse(responseCode = "default", ref = "#/components/responses/MessagesError")
    public void create(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        door.open(request, Incoming.of(request, body), answer);
    }

    @POST
    @Path("count_tokens")
    @Tag(name = "Messages")
    @Operation(
            operationId = "countMessageTokens",
            summary = "Count the tokens of a message",
            description = "Counted by the provider where it counts; else an estimate, and the answer's header"
                    + " `x-sluice-estimated` is `true`.")
    @RequestBody(ref = "#/components/requestBodies/CountedMessages")
    @APIResponse(responseCode = "200", ref = "#/components/responses/TokenCount")
    @APIResponse(responseCode = "default", ref = "#/components/responses/MessagesError")
    public void count(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        count.open(request, Incoming.of(request, body), answer, null);
    }

    @GET
    @Tag(name = "Messages")
    @Operation(operationId = "listMessageModels", summary = "List the models, in Anthropic's shape")
    @APIResponse(responseCode = "200", ref = "#/components/responses/MessagesModels")
    @APIResponse(responseCode = "default", ref = "#/components/responses/MessagesError")
    public Response models(@Context HttpServletRequest request) {
        return JsonAnswer.ok(ModelPage.all(ModelRows.of(Call.of(request).running())));
    }
}
