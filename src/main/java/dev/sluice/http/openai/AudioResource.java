package dev.sluice.http.openai;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/v1/audio/*`: speech from words, and words from speech.
@Path("v1/audio")
public final class AudioResource {
    private final Audio audio;

    public AudioResource(Audio audio) {
        this.audio = audio;
    }

    @POST
    @Path("speech")
    @Tag(name = "Audio")
    @Operation(operationId = "createSpeech", summary = "Speak")
    @RequestBody(ref = "#/components/requestBodies/Speech")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Speech")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void speech(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        audio.door().open(request, body, answer, audio.speech(null));
    }

    @POST
    @Path("transcriptions")
    @Tag(name = "Audio")
    @Operation(operationId = "createTranscription", summary = "Write down what is spoken")
    @RequestBody(ref = "#/components/requestBodies/Transcription")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Transcription")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void transcribe(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        audio.door().open(request, body, answer, audio.transcription(null));
    }

    @POST
    @Path("translations")
    @Tag(name = "Audio")
    @Operation(operationId = "createTranslation", summary = "Write down in English what is spoken")
    @RequestBody(ref = "#/components/requestBodies/Translation")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Transcription")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void translate(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        audio.door().open(request, body, answer, audio.translation(null));
    }
}
