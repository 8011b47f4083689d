package dev.sluice.http.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.catalog.Listing;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Desk;
import dev.sluice.http.JsonAnswer;
import dev.sluice.provider.QuotaProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /api/{provider}/quota`: what is left of an account, as G4F's clients ask.
@Path("api/{provider}/quota")
public final class ProviderQuotaResource {
    private final Desk desk;

    public ProviderQuotaResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Tag(name = "Providers")
    @Operation(
            operationId = "providerQuota",
            summary = "Tell what is left of a provider's account",
            description = "The upstream's own words, with `balance` where they give one; 404 where it tells nothing.")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Quota")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void tell(
            @PathParam("provider") String provider,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> {
            Listing listing = ProvidersResource.listing(call, provider);
            return JsonAnswer.ok(quota(listing));
        });
    }

    private static ObjectNode quota(Listing listing) {
        Optional<ObjectNode> told =
                listing.provider() instanceof QuotaProvider teller ? teller.quota() : Optional.<ObjectNode>empty();
        return told.orElseThrow(() -> new RefusedException(new Failure.NotFound(
                "The provider '" + listing.name() + "' does not tell what is left of its account.")));
    }
}
