package dev.sluice.http.admin;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Desk;
import dev.sluice.http.ErrandDoor;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Operators;
import dev.sluice.http.Period;
import dev.sluice.http.Query;
import dev.sluice.ledger.EntryQuery;
import dev.sluice.ledger.LatestEntries;
import dev.sluice.ledger.Ledger;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/admin/api/requests`: what was asked of whom, without a word of what was said.
@Path("admin/api/requests")
@Tag(name = "Administration")
public final class RequestsResource {
    private static final int MOST = 1000;
    private static final int USUAL = 100;

    private final Ledger ledger;
    private final LatestEntries latest;
    private final Desk desk;
    private final ErrandDoor door;

    public RequestsResource(Ledger ledger, LatestEntries latest, Desk desk, ErrandDoor door) {
        this.ledger = ledger;
        this.latest = latest;
        this.desk = desk;
        this.door = door;
    }

    @GET
    @Operation(operationId = "adminRequests", summary = "List requests that asked a model, the newest first")
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "after", in = ParameterIn.QUERY, description = "The id of the last row of the page before")
    @Parameter(name = "caller", in = ParameterIn.QUERY)
    @Parameter(name = "provider", in = ParameterIn.QUERY)
    @Parameter(name = "model", in = ParameterIn.QUERY, description = "The caller's word for it, or the provider's")
    @Parameter(name = "status", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "A day or a moment")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "A day, which counts, or a moment, which does not")
    @APIResponse(responseCode = "200", ref = "#/components/responses/LedgerPage")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void list(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        var query = new Query(request);
        desk.answer(request, answer, call -> {
            Operators.require(call);
            int limit = query.number("limit", 1, MOST, USUAL);
            return JsonAnswer.ok(EntryRows.page(ledger.page(asked(query, limit + 1)), limit));
        });
    }

    private static EntryQuery asked(Query query, int limit) {
        Period period = Period.of(query);
        return new EntryQuery(
                limit,
                Optional.ofNullable(query.text("after")),
                Optional.ofNullable(query.text("caller")),
                Optional.ofNullable(query.text("provider")),
                Optional.ofNullable(query.text("model")),
                status(query),
                period.from(),
                period.to());
    }

    private static Optional<Integer> status(Query query) {
        int status = query.number("status", 100, 599, 0);
        return status == 0 ? Optional.empty() : Optional.of(status);
    }

    @GET
    @Path("stream")
    @Operation(
            operationId = "adminRequestStream",
            summary = "Watch requests as they end",
            description = "Server-sent events, one row each, of every request to this node.")
    @APIResponse(responseCode = "200", ref = "#/components/responses/LedgerEvents")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void stream(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        door.open(request, InputStream.nullInputStream(), answer, incoming -> {
            Operators.require(incoming.call());
            return call -> door.events(call, new LiveEntries(latest, call.cancellation()));
        });
    }

    @GET
    @Path("{request_id}")
    @Operation(operationId = "adminRequest", summary = "Tell of one request, with each upstream that was asked")
    @APIResponse(responseCode = "200", ref = "#/components/responses/LedgerRow")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void one(
            @PathParam("request_id") String requestId,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> {
            Operators.require(call);
            return JsonAnswer.ok(EntryRows.whole(ledger.of(requestId).orElseThrow(() -> unknown(requestId))));
        });
    }

    private static RefusedException unknown(String requestId) {
        return new RefusedException(
                new Failure.NotFound("The request '" + requestId + "' asked no model, or never was."));
    }
}
