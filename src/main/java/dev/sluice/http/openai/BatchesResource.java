package dev.sluice.http.openai;

import dev.sluice.batch.BatchOrder;
import dev.sluice.batch.Batches;
import dev.sluice.dialect.openai.BatchRequestReader;
import dev.sluice.http.Bodies;
import dev.sluice.http.Desk;
import dev.sluice.http.Incoming;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/v1/batches`: lists of requests that are answered without their caller waiting.
@Path("v1/batches")
public final class BatchesResource {
    private static final int MOST_ROWS = 100;
    private static final int USUAL_ROWS = 20;

    private final Batches batches;
    private final Desk desk;

    public BatchesResource(Batches batches, Desk desk) {
        this.batches = batches;
        this.desk = desk;
    }

    @POST
    @Tag(name = "Batches")
    @Operation(operationId = "createBatch", summary = "Have the requests of a file answered")
    @RequestBody(ref = "#/components/requestBodies/Batch")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Batch")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void create(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        Incoming incoming = Incoming.of(request, body);
        desk.answer(request, answer, call -> {
            byte[] json = Bodies.json(incoming, call.running().config().server().maxBody());
            BatchRequestReader.Asked asked = BatchRequestReader.read(json, batches.endpoints());
            var order = new BatchOrder(
                    asked.endpoint(), asked.inputFile(), BatchOrder.WINDOW, asked.metadata(), asked.keepOutput());
            return JsonAnswer.ok(BatchRows.of(batches.create(call.owner(), order)));
        });
    }

    @GET
    @Tag(name = "Batches")
    @Operation(operationId = "listBatches", summary = "List batches, the newest first")
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "after", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", ref = "#/components/responses/BatchList")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void list(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        var query = new Query(request);
        String after = query.text("after");
        int limit = query.number("limit", 1, MOST_ROWS, USUAL_ROWS);
        desk.answer(request, answer, call -> JsonAnswer.ok(BatchRows.of(batches.list(call.owner(), after, limit))));
    }

    @GET
    @Path("{id}")
    @Tag(name = "Batches")
    @Operation(operationId = "retrieveBatch", summary = "Tell of one batch")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Batch")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void one(@PathParam("id") String id, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> JsonAnswer.ok(BatchRows.of(batches.require(call.owner(), id))));
    }

    @POST
    @Path("{id}/cancel")
    @Tag(name = "Batches")
    @Operation(operationId = "cancelBatch", summary = "End a batch before its time")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Batch")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void cancel(
            @PathParam("id") String id, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> JsonAnswer.ok(BatchRows.of(batches.cancel(call.owner(), id))));
    }
}
