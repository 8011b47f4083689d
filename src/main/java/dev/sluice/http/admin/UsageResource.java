package dev.sluice.http.admin;

import dev.sluice.http.Desk;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Operators;
import dev.sluice.http.Period;
import dev.sluice.http.Query;
import dev.sluice.ledger.Dimension;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.UsageQuery;
import dev.sluice.ledger.UsageRow;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /admin/api/usage`: what was used and what it cost, by day, provider, model and caller, as JSON or CSV.
@Path("admin/api/usage")
@Tag(name = "Administration")
public final class UsageResource {
    private static final MediaType CSV = MediaType.valueOf("text/csv");

    private final Ledger ledger;
    private final Desk desk;

    public UsageResource(Ledger ledger, Desk desk) {
        this.ledger = ledger;
        this.desk = desk;
    }

    @GET
    @Operation(
            operationId = "adminUsage",
            summary = "Tell what was used and what it cost",
            description = "As CSV where the request accepts text/csv.")
    @Parameter(name = "by", in = ParameterIn.QUERY, description = "Any of day, provider, model, caller, with commas")
    @Parameter(name = "caller", in = ParameterIn.QUERY, description = "One caller's usage alone")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "A day or a moment")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "A day, which counts, or a moment, which does not")
    @APIResponse(responseCode = "200", ref = "#/components/responses/UsageReport")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void usage(
            @Context HttpServletRequest request, @Context HttpHeaders headers, @Suspended AsyncResponse answer) {
        var query = new Query(request);
        boolean csv = headers.getAcceptableMediaTypes().stream()
                .anyMatch(type ->
                        type.getType().equals("text") && type.getSubtype().equals("csv"));
        desk.answer(request, answer, call -> {
            Operators.require(call);
            List<Dimension> by = by(query);
            Period period = Period.of(query);
            List<UsageRow> rows = ledger.usage(
                    new UsageQuery(by, Optional.ofNullable(query.text("caller")), period.from(), period.to()));
            return csv ? csv(by, rows) : JsonAnswer.ok(EntryRows.usage(rows));
        });
    }

    private static List<Dimension> by(Query query) {
        String words = query.text("by");
        if (words == null) {
            return List.of();
        }
        return Arrays.stream(words.split(",", -1))
                .map(UsageResource::dimension)
                .distinct()
                .toList();
    }

    private static Dimension dimension(String word) {
        return Arrays.stream(Dimension.values())
                .filter(one -> one.word().equals(word.strip()))
                .findFirst()
                .orElseThrow(() -> Query.invalid(
                        "by",
                        "must hold only "
                                + Arrays.stream(Dimension.values())
                                        .map(Dimension::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static Response csv(List<Dimension> by, List<UsageRow> rows) {
        byte[] bytes = UsageCsv.of(by, rows).getBytes(StandardCharsets.UTF_8);
        return Response.ok(bytes, CSV.withCharset("utf-8"))
                .header("Content-Length", bytes.length)
                .build();
    }
}
