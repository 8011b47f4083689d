package dev.sluice.http.openai;

import dev.sluice.dialect.openai.RerankRequestReader;
import dev.sluice.dialect.openai.RerankWriter;
import dev.sluice.dispatch.Answered;
import dev.sluice.dispatch.Errand;
import dev.sluice.exchange.RerankReply;
import dev.sluice.exchange.RerankRequest;
import dev.sluice.http.Bodies;
import dev.sluice.http.ErrandDoor;
import dev.sluice.provider.Capability;
import dev.sluice.provider.RerankProvider;
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

/// `POST /v1/rerank`: documents in the order of what they have to do with a question.
@Path("v1/rerank")
public final class RerankResource {
    private final ErrandDoor door;

    public RerankResource(ErrandDoor door) {
        this.door = door;
    }

    @POST
    @Tag(name = "Rerank")
    @Operation(operationId = "createRerank", summary = "Order documents by their relevance")
    @RequestBody(ref = "#/components/requestBodies/Rerank")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Rerank")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void create(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        door.open(request, body, answer, incoming -> {
            RerankRequest asked = RerankRequestReader.read(Bodies.json(incoming), incoming.travelling());
            return call -> {
                Answered<RerankReply> answered = call.ask(errand(asked));
                RerankReply reply = answered.value();
                call.trail().spent(reply.usage());
                return door.json(
                        call, RerankWriter.write(reply, asked, call.trail().requestId(), answered.model()));
            };
        });
    }

    private static Errand<RerankProvider, RerankReply> errand(RerankRequest asked) {
        return new Errand<>(
                Capability.RERANK,
                asked.asked(),
                RerankProvider.class,
                (provider, model, attempt) -> provider.rerank(asked, model, attempt));
    }
}
