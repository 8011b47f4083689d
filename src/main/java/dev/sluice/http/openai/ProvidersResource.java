package dev.sluice.http.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.catalog.Listing;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Bodies;
import dev.sluice.http.Call;
import dev.sluice.http.Desk;
import dev.sluice.http.Incoming;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Operators;
import dev.sluice.http.ProviderRows;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/v1/providers`: which providers a caller may use, as G4F and LLM4Free tell it; an operator switches them, as
/// llms.py
/// has it.
@Path("v1/providers")
public final class ProvidersResource {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");

    private final Desk desk;

    public ProvidersResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Tag(name = "Providers")
    @Operation(operationId = "listProviders", summary = "List the providers that may be asked")
    @APIResponse(responseCode = "200", ref = "#/components/responses/ProviderList")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void list(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> JsonAnswer.ok(new ProviderRows(call).all()));
    }

    @GET
    @Path("{provider}")
    @Tag(name = "Providers")
    @Operation(operationId = "retrieveProvider", summary = "Tell of one provider")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Provider")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void one(
            @PathParam("provider") String provider,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        desk.answer(
                request,
                answer,
                call -> JsonAnswer.ok(new ProviderRows(call).one(provider).orElseThrow(() -> unknown(provider))));
    }

    @POST
    @Path("{provider}")
    @Tag(name = "Providers")
    @Operation(
            operationId = "switchProvider",
            summary = "Switch a provider on or off",
            description = "For operators: `{\"enable\": true}` or `{\"disable\": true}`.")
    @RequestBody(ref = "#/components/requestBodies/ProviderSwitch")
    @APIResponse(responseCode = "200", ref = "#/components/responses/ProviderStatus")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void turn(
            @PathParam("provider") String provider,
            InputStream body,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        Incoming incoming = Incoming.of(request, body);
        desk.answer(request, answer, call -> {
            Operators.require(call);
            Listing listing = call.running().catalog().listing(provider).orElseThrow(() -> unknown(provider));
            boolean on = wanted(Document.parse(Bodies.json(incoming)).tree());
            LOG.log(
                    System.Logger.Level.INFO,
                    "An operator switches the provider {0} {1}",
                    listing.name(),
                    on ? "on" : "off");
            listing.enable(on);
            return JsonAnswer.ok(ProviderStatus.of(call).put("feedback", ""));
        });
    }

    private static boolean wanted(ObjectNode asked) {
        if (asked.path("enable").isBoolean() != asked.path("disable").isBoolean()) {
            return asked.path("enable").isBoolean()
                    ? asked.path("enable").booleanValue()
                    : !asked.path("disable").booleanValue();
        }
        throw new RefusedException(Failure.invalid(
                "enable", "The body must hold either enable or disable, true or false.", "missing_required_parameter"));
    }

    /// A provider that a caller may use.
    ///
    /// @throws RefusedException where there is none of that name
    static Listing listing(Call call, String provider) {
        return call.running()
                .catalog()
                .listing(provider)
                .filter(Listing::enabled)
                .orElseThrow(() -> unknown(provider));
    }

    private static RefusedException unknown(String provider) {
        return new RefusedException(new Failure.UnknownProvider(
                "The provider '" + provider + "' does not exist or is switched off; GET /v1/providers lists them."));
    }
}
