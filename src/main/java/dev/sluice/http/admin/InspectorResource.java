package dev.sluice.http.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.http.Call;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Operators;
import dev.sluice.http.Query;
import dev.sluice.ledger.LatestEntries;
import dev.sluice.ledger.LedgerEntry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/logs`: the latest requests to this node in G4F's shape, for operators. Headers and bodies are always empty:
/// what callers say is not kept.
@Path("api/logs")
@Tag(name = "Administration")
public final class InspectorResource {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST = 500;

    private final LatestEntries latest;

    public InspectorResource(LatestEntries latest) {
        this.latest = latest;
    }

    @GET
    @Operation(operationId = "inspectRequests", summary = "List the latest requests to this node, the newest first")
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "offset", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @APIResponse(responseCode = "200", ref = "#/components/responses/InspectedRequests")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response list(@Context HttpServletRequest request) {
        Operators.require(Call.of(request));
        var query = new Query(request);
        int limit = query.number("limit", 1, MOST, MOST);
        int offset = query.number("offset", 0, Integer.MAX_VALUE, 0);
        List<LedgerEntry> all = latest.all();
        ObjectNode answer = MAPPER.createObjectNode().put("total", all.size());
        ArrayNode rows = answer.putArray("entries");
        all.stream().skip(offset).limit(limit).map(InspectorResource::row).forEach(rows::add);
        return JsonAnswer.ok(answer);
    }

    private static JsonNode row(LedgerEntry entry) {
        ObjectNode row = MAPPER.createObjectNode()
                .put("id", entry.requestId())
                .put("timestamp", entry.at().toString())
                .put("method", entry.method())
                .put("path", entry.path())
                .put("query", "")
                .put("status", entry.status())
                .put("duration_ms", entry.millis())
                .put("user", entry.caller())
                .put("streaming", entry.streamed());
        row.putObject("request_headers");
        row.putNull("request_body");
        row.putObject("response_headers");
        row.putNull("response_body");
        row.set("request", EntryRows.whole(entry));
        return row;
    }

    @DELETE
    @Operation(
            operationId = "forgetRequests",
            summary = "Forget the latest requests",
            description = "The ledger keeps its rows.")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Cleared")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response clear(@Context HttpServletRequest request) {
        Operators.require(Call.of(request));
        latest.clear();
        return JsonAnswer.ok(MAPPER.createObjectNode().put("status", "cleared"));
    }
}
