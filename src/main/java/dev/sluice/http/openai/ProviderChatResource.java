package dev.sluice.http.openai;

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

/// `POST /api/{provider}/chat/completions`: a chat with one provider, as G4F's clients address it.
@Path("api/{provider}/chat/completions")
public final class ProviderChatResource {
    private final ChatDoor door;

    public ProviderChatResource(ChatDoor door) {
        this.door = door;
    }

    @POST
    @Tag(name = "Chat")
    @Operation(operationId = "createProviderChatCompletion", summary = "Answer a chat by one provider")
    @RequestBody(ref = "#/components/requestBodies/Chat")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Chat")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void create(
            @PathParam("provider") String provider,
            InputStream body,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        door.open(request, Incoming.of(request, body), answer, provider);
    }
}
