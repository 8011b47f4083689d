package dev.sluice.http.openai;

import dev.sluice.http.Desk;
import dev.sluice.provider.Capability;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/v1/TTS/*`: models and providers of speech, as LLM4Free's clients ask.
@Path("v1/TTS")
public final class SpeechModelsResource {
    private final Offer offer;

    public SpeechModelsResource(Desk desk) {
        offer = new Offer(desk, Capability.SPEECH);
    }

    @GET
    @Path("models")
    @Tag(name = "Models")
    @Operation(operationId = "listSpeechModels", summary = "List the models of speech")
    @APIResponse(responseCode = "200", ref = "#/components/responses/ModelList")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void models(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        offer.models(request, answer);
    }

    @GET
    @Path("providers")
    @Tag(name = "Providers")
    @Operation(operationId = "listSpeechProviders", summary = "List the providers of speech")
    @APIResponse(responseCode = "200", ref = "#/components/responses/ProviderList")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void providers(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        offer.providers(request, answer);
    }
}
