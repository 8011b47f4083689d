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

/// `POST /v1/completions`: texts to go on with, answered whole or as a stream.
@Path("v1/completions")
public final class CompletionsResource {
    private final ChatDoor door;

    /// @param door speaks the [TextProtocol]
    public CompletionsResource(ChatDoor door) {
        this.door = door;
    }

    @POST
    @Tag(name = "Completions")
    @Operation(
            operationId = "createCompletion",
            summary = "Go on with a text",
            description =
                    "Whole, or with `stream: true` as server-sent events that end with `data: [DONE]`. Served by the"
                            + " provider's own completions where it has them, else by a chat for each prompt.")
    @RequestBody(ref = "#/components/requestBodies/Completion")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Completion")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void create(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        door.open(request, Incoming.of(request, body), answer);
    }
}
