package dev.sluice.http.openai;

import dev.sluice.batch.BatchEndpoint;
import dev.sluice.dialect.openai.ModerationRequestReader;
import dev.sluice.dialect.openai.ModerationWriter;
import dev.sluice.dispatch.Answered;
import dev.sluice.dispatch.Errand;
import dev.sluice.exchange.ModerationReply;
import dev.sluice.exchange.ModerationRequest;
import dev.sluice.http.Bodies;
import dev.sluice.http.ErrandDoor;
import dev.sluice.http.Running;
import dev.sluice.provider.Capability;
import dev.sluice.provider.ModerationProvider;
import dev.sluice.telemetry.Trail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `POST /v1/moderations`: whether words and images break the rules of decency.
@Path("v1/moderations")
public final class ModerationsResource {
    private final ErrandDoor door;

    public ModerationsResource(ErrandDoor door) {
        this.door = door;
    }

    @POST
    @Tag(name = "Moderations")
    @Operation(operationId = "createModeration", summary = "Judge words and images")
    @RequestBody(ref = "#/components/requestBodies/Moderation")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Moderation")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void create(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        door.open(request, body, answer, incoming -> {
            ModerationRequest asked = ModerationRequestReader.read(Bodies.json(incoming), incoming.travelling());
            return call -> door.json(call, written(call.ask(errand(asked)), call.trail()));
        });
    }

    /// Moderations as a line of a batch.
    public static byte[] line(Running running, BatchEndpoint.Line line, Trail trail) {
        ModerationRequest asked = ModerationRequestReader.read(line.body(), Map.of());
        return written(running.dispatcher().ask(errand(asked), trail, line.cancellation()), trail);
    }

    private static byte[] written(Answered<ModerationReply> answered, Trail trail) {
        if (answered.value() instanceof ModerationReply.Wire wire) {
            trail.spent(wire.usage());
        }
        return ModerationWriter.write(answered.value(), trail.requestId(), answered.model());
    }

    private static Errand<ModerationProvider, ModerationReply> errand(ModerationRequest asked) {
        return new Errand<>(
                Capability.MODERATION,
                asked.asked(),
                ModerationProvider.class,
                (provider, model, attempt) -> provider.moderate(asked, model, attempt));
    }
}
