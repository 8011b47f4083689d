package dev.sluice.http.openai;

import dev.sluice.http.ChatDoor;
import dev.sluice.http.Incoming;
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

/// `POST /v1/chat/completions`: a chat, answered whole or as a stream.
@Path("v1/chat/completions")
public final class ChatResource {
    private final ChatDoor door;

    public ChatResource(ChatDoor door) {
        this.door = door;
    }

    @POST
    @Tag(name = "Chat")
    @Operation(
            operationId = "createChatCompletion",
            summary = "Answer a chat",
            description = "Whole, or with `stream: true` as server-sent events that end with `data: [DONE]`.")
    @RequestBody(ref = "#/components/requestBodies/Chat")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Chat")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void create(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        door.open(request, Incoming.of(request, body), answer);
    }
}
