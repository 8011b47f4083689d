package dev.sluice.http.anthropic;

import dev.sluice.http.ChatDoor;
import dev.sluice.http.Incoming;
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

/// `POST /api/{provider}/messages`: a message answered by one provider, as G4F's clients address it.
@Path("api/{provider}/messages")
public final class ProviderMessagesResource {
    private final ChatDoor door;
    private final CountDoor count;

    public ProviderMessagesResource(ChatDoor door, CountDoor count) {
        this.door = door;
        this.count = count;
    }

    @POST
    @Tag(name = "Messages")
    @Operation(operationId = "createProviderMessage", summary = "Answer a message by one provider")
    @RequestBody(ref = "#/components/requestBodies/Messages")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Messages")
    @APIResponse(responseCode = "default", ref = "#/components/responses/MessagesError")
    public void create(
            @PathParam("provider") String provider,
            InputStream body,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        door.open(request, Incoming.of(request, body), answer, provider);
    }

    @POST
    @Path("count_tokens")
    @Tag(name = "Messages")
    @Operation(operationId = "countProviderMessageTokens", summary = "Count the tokens of a message by one provider")
    @RequestBody(ref = "#/components/requestBodies/CountedMessages")
    @APIResponse(responseCode = "200", ref = "#/components/responses/TokenCount")
    @APIResponse(responseCode = "default", ref = "#/components/responses/MessagesError")
    public void count(
            @PathParam("provider") String provider,
            InputStream body,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        count.open(request, Incoming.of(request, body), answer, provider);
    }
}
