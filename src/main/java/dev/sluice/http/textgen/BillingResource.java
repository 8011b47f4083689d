package dev.sluice.http.textgen;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.http.JsonAnswer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /v1/billing/usage`: what clients of the days of OpenAI's dashboard ask. As long as nothing here has a price,
/// nothing has been spent.
@Path("v1/billing/usage")
public final class BillingResource {

    @GET
    @Tag(name = "Internal")
    @Operation(operationId = "billingUsage", summary = "Tell what has been spent, in US cents")
    @APIResponse(responseCode = "200", ref = "#/components/responses/BillingUsage")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response usage() {
        return JsonAnswer.ok(
                JsonNodeFactory.instance.objectNode().put("object", "list").put("total_usage", 0));
    }
}
