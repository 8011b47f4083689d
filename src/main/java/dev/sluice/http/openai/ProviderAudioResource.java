package dev.sluice.http.openai;

import jakarta.servlet.http.HttpServletRequest;
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

/// `/api/{provider}/audio/*`: the same by one provider, as G4F's clients address it.
@Path("api/{provider}/audio")
public final class ProviderAudioResource {
    private final Audio audio;

    public ProviderAudioResource(Audio audio) {
        this.audio = audio;
    }

    @POST
    @Path("speech")
    @Tag(name = "Audio")
    @Operation(operationId = "createProviderSpeech", summary = "Speak by one provider")
    @RequestBody(ref = "#/components/requestBodies/Speech")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Speech")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void speech(
            @PathParam("provider") String provider,
            InputStream body,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        audio.door().open(request, body, answer, audio.speech(provider));
    }

    @POST
    @Path("transcriptions")
    @Tag(name = "Audio")
    @Operation(operationId = "createProviderTranscription", summary = "Write down what is spoken by one provider")
    @RequestBody(ref = "#/components/requestBodies/Transcription")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Transcription")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void transcribe(
            @PathParam("provider") String provider,
            InputStream body,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        audio.door().open(request, body, answer, audio.transcription(provider));
    }

    @POST
    @Path("translations")
    @Tag(name = "Audio")
    @Operation(
            operationId = "createProviderTranslation",
            summary = "Write down in English what is spoken by one provider")
    @RequestBody(ref = "#/components/requestBodies/Translation")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Transcription")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void translate(
            @PathParam("provider") String provider,
            InputStream body,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse answer) {
        audio.door().open(request, body, answer, audio.translation(provider));
    }
}
