package dev.sluice.dialect.openai;

import static dev.sluice.dialect.shape.Shapes.flag;
import static dev.sluice.dialect.shape.Shapes.number;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.word;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.FormRequest.Field;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.TranscriptionRequest;
import dev.sluice.exchange.Upload;
import java.util.Set;

/// Checks the forms of `POST /v1/audio/transcriptions` and `/v1/audio/translations`.
public final class TranscriptionRequestReader {
    private static final ObjectShape BOTH = object().optional(
                    "model", text(model -> !model.isEmpty(), "must not be empty"))
            .optional("prompt", text())
            .optional("temperature", number(0, 2));

    private static final ObjectShape TRANSCRIPTION = BOTH.including(
            object().optional("response_format", word("json", "text", "srt", "verbose_json", "vtt", "diarized_json"))
                    .optional("language", text())
                    .optional("stream", flag()));

    private static final ObjectShape TRANSLATION =
            BOTH.including(object().optional("response_format", word("json", "text", "srt", "verbose_json", "vtt")));

    private TranscriptionRequestReader() {}

    /// @throws RefusedException where the form breaks a rule
    public static TranscriptionRequest read(FormRequest form, boolean translate) {
        ObjectNode tree = FormFields.checked(
                form, translate ? TRANSLATION : TRANSCRIPTION, Set.of("temperature"), Set.of("stream"));
        for (Field field : form.fields()) {
            if (field.name().equals("timestamp_granularities[]")
                    && !field.value().equals("word")
                    && !field.value().equals("segment")) {
                throw new RefusedException(Failure.invalid(
                        "timestamp_granularities",
                        "timestamp_granularities must be one of word, segment.",
                        "invalid_value"));
            }
        }
        Upload file = FormFields.files(form, "file", 1).getFirst();
        return new TranscriptionRequest(
                form,
                file,
                translate,
                tree.path("response_format").asText("json"),
                !translate && tree.path("stream").asBoolean());
    }
}
