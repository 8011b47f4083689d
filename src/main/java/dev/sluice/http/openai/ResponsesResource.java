package dev.sluice.http.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Call;
import dev.sluice.http.Desk;
import dev.sluice.http.Incoming;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/v1/responses`: answers that are remembered for their caller.
@Path("v1/responses")
public final class ResponsesResource {
    private static final int MOST_ROWS = 100;
    private static final int ROWS = 20;

    private final ResponseDoor door;
    private final ResponseDesk responses;
    private final Desk desk;

    public ResponsesResource(ResponseDoor door, ResponseDesk responses, Desk desk) {
        this.door = door;
        this.responses = responses;
        this.desk = desk;
    }

    @POST
    @Tag(name = "Responses")
    @Operation(
            operationId = "createResponse",
            summary = "Answer, and remember what was said",
            description = "Whole, or with `stream: true` as named server-sent events with sequence numbers.")
    @RequestBody(ref = "#/components/requestBodies/Response")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Response")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void create(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        door.open(request, Incoming.of(request, body), answer, null);
    }

    @GET
    @Path("{id}")
    @Tag(name = "Responses")
    @Operation(operationId = "getResponse", summary = "Tell a response again")
    @APIResponse(responseCode = "200", ref = "#/components/responses/StoredResponse")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void one(@PathParam("id") String id, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        boolean streamed = "true".equals(new Query(request).text("stream"));
        answer(request, answer, call -> {
            if (streamed) {
                throw new RefusedException(new Failure.Invalid(
                        "A response that has been given cannot be streamed again; leave stream out.",
                        "stream",
                        "unsupported_value",
                        List.of()));
            }
            return responses.one(call, id);
        });
    }

    @DELETE
    @Path("{id}")
    @Tag(name = "Responses")
    @Operation(operationId = "deleteResponse", summary = "Delete a response")
    @APIResponse(responseCode = "200", ref = "#/components/responses/ResponseDeleted")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void delete(
            @PathParam("id") String id, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        answer(request, answer, call -> responses.delete(call, id));
    }

    @POST
    @Path("{id}/cancel")
    @Tag(name = "Responses")
    @Operation(operationId = "cancelResponse", summary = "End a response that is still being streamed")
    @APIResponse(responseCode = "200", ref = "#/components/responses/StoredResponse")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void cancel(
            @PathParam("id") String id, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        answer(request, answer, call -> responses.cancel(call, id));
    }

    @GET
    @Path("{id}/input_items")
    @Tag(name = "Responses")
    @Operation(operationId = "listInputItems", summary = "List what was given for a response, the newest first")
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "order", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "after", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", ref = "#/components/responses/ResponseItems")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void items(
            @PathParam("id") String id, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        var query = new Query(request);
        String after = query.text("after");
        int limit = query.number("limit", 1, MOST_ROWS, ROWS);
        boolean oldestFirst = query.word("order", List.of("desc", "asc")).equals("asc");
        answer(request, answer, call -> responses.given(call, id, after, limit, oldestFirst));
    }

    private void answer(HttpServletRequest request, AsyncResponse answer, Function<Call, ObjectNode> work) {
        desk.answer(request, answer, call -> JsonAnswer.ok(work.apply(call)));
    }
}
