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

/// `POST /api/{provider}/{conversation}/chat/completions`: a conversation with one provider, as G4F's clients address
/// it.
@Path("api/{provider}/{conversation}/chat/completions")
public final class ConversationResource {
    private final ChatDoor door;

    public ConversationResource(ChatDoor door) {
        this.door = door;
    }

    @POST
    @Tag(name = "Chat")
    @Operation(
            operationId = "continueProviderChatCompletion",
            summary = "Go on with a conversation by one provider",
            description = "The same as `conversation_id` in the body: what was said before under that name is put in"
                    + " front of the messages.")
    @RequestBody(ref = "#/components/requestBodies/Chat")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Chat")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void create(
            @PathParam("provider") String provider,
            @PathParam("conversation") String conversation,
            InputStream body,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        Incoming incoming = Incoming.of(request, body);
        door.open(
                request,
                incoming,
                answer,
                asked -> ChatDoor.within(provider, asked, incoming.call()).in(conversation));
    }
}
