package dev.sluice.http.openai;

import dev.sluice.http.Desk;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.ModelRows;
import dev.sluice.http.ProviderRows;
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
    private final Desk desk;

    public SpeechModelsResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("models")
    @Tag(name = "Models")
    @Operation(operationId = "listSpeechModels", summary = "List the models of speech")
    @APIResponse(responseCode = "200", ref = "#/components/responses/ModelList")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void models(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        desk.answer(
                request,
                answer,
                call -> JsonAnswer.ok(
                        ModelRows.list(ModelRows.of(call.running().catalog(), Capability.SPEECH.type()))));
    }

    @GET
    @Path("providers")
    @Tag(name = "Providers")
    @Operation(operationId = "listSpeechProviders", summary = "List the providers of speech")
    @APIResponse(responseCode = "200", ref = "#/components/responses/ProviderList")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void providers(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> JsonAnswer.ok(new ProviderRows(call).of(Capability.SPEECH)));
    }
}
