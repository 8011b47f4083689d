package dev.sluice.http.textgen;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.http.CostText;
import dev.sluice.http.Desk;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Period;
import dev.sluice.http.Query;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.UsageQuery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /v1/billing/usage`: what clients of the days of OpenAI's dashboard ask. What the caller itself has spent, as
/// far as models have a price.
@Path("v1/billing/usage")
public final class BillingResource {
    private static final int CENTS_OF_A_DOLLAR = 100;

    private final Ledger ledger;
    private final Desk desk;

    public BillingResource(Ledger ledger, Desk desk) {
        this.ledger = ledger;
        this.desk = desk;
    }

    @GET
    @Tag(name = "Internal")
    @Operation(operationId = "billingUsage", summary = "Tell what the caller has spent, in US cents")
    @Parameter(name = "start_date", in = ParameterIn.QUERY, description = "The first day; else from the beginning")
    @Parameter(name = "end_date", in = ParameterIn.QUERY, description = "The last day, which counts; else until now")
    @APIResponse(responseCode = "200", ref = "#/components/responses/BillingUsage")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void usage(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        var query = new Query(request);
        desk.answer(request, answer, call -> {
            Period period = Period.of(query, "start_date", "end_date");
            var asked = new UsageQuery(List.of(), Optional.of(call.owner()), period.from(), period.to());
            BigDecimal dollars = ledger.usage(asked).getFirst().cost();
            return JsonAnswer.ok(answer(dollars.multiply(BigDecimal.valueOf(CENTS_OF_A_DOLLAR))));
        });
    }

    private static ObjectNode answer(BigDecimal cents) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("object", "list");
        answer.set("total_usage", DecimalNode.valueOf(CostText.plain(cents)));
        return answer;
    }
}
