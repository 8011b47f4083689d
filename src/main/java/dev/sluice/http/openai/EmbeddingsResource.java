package dev.sluice.http.openai;

import dev.sluice.batch.BatchEndpoint;
import dev.sluice.dialect.openai.EmbeddingRequestReader;
import dev.sluice.dialect.openai.EmbeddingWriter;
import dev.sluice.dispatch.Answered;
import dev.sluice.dispatch.Errand;
import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.http.Bodies;
import dev.sluice.http.ErrandDoor;
import dev.sluice.http.Running;
import dev.sluice.provider.Capability;
import dev.sluice.provider.EmbeddingProvider;
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

/// `POST /v1/embeddings`: texts as vectors, in the encoding that the caller asks for.
@Path("v1/embeddings")
public final class EmbeddingsResource {
    private final ErrandDoor door;

    public EmbeddingsResource(ErrandDoor door) {
        this.door = door;
    }

    @POST
    @Tag(name = "Embeddings")
    @Operation(operationId = "createEmbedding", summary = "Turn texts into vectors")
    @RequestBody(ref = "#/components/requestBodies/Embedding")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Embedding")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void create(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        door.open(request, body, answer, incoming -> {
            EmbeddingRequest asked = EmbeddingRequestReader.read(Bodies.json(incoming), incoming.travelling());
            return call -> {
                byte[] json = written(call.ask(errand(asked)), asked, call.trail());
                return door.json(call, json);
            };
        });
    }

    /// Embeddings as a line of a batch.
    public static byte[] line(Running running, BatchEndpoint.Line line, Trail trail) {
        EmbeddingRequest asked = EmbeddingRequestReader.read(line.body(), Map.of());
        return written(running.dispatcher().ask(errand(asked), trail, line.cancellation()), asked, trail);
    }

    private static byte[] written(Answered<EmbeddingReply> answered, EmbeddingRequest asked, Trail trail) {
        trail.spent(answered.value().usage());
        return EmbeddingWriter.write(answered.value(), asked.base64(), answered.model());
    }

    private static Errand<EmbeddingProvider, EmbeddingReply> errand(EmbeddingRequest asked) {
        return new Errand<>(
                Capability.EMBEDDING,
                asked.asked(),
                EmbeddingProvider.class,
                (provider, model, attempt) -> provider.embed(asked, model, attempt));
    }
}
