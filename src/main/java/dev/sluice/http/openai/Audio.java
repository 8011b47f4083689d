package dev.sluice.http.openai;

import dev.sluice.dialect.openai.SpeechRequestReader;
import dev.sluice.dialect.openai.TranscriptionReader;
import dev.sluice.dialect.openai.TranscriptionRequestReader;
import dev.sluice.dispatch.Bounds;
import dev.sluice.dispatch.Errand;
import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.SpeechReply;
import dev.sluice.exchange.SpeechRequest;
import dev.sluice.exchange.TranscriptionReply;
import dev.sluice.exchange.TranscriptionRequest;
import dev.sluice.http.Aim;
import dev.sluice.http.Bodies;
import dev.sluice.http.Call;
import dev.sluice.http.ErrandDoor;
import dev.sluice.provider.Capability;
import dev.sluice.provider.SpeechProvider;
import dev.sluice.provider.TranscriptionProvider;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// How sound is asked for and answered, whichever path it is asked by.
public final class Audio {
    private final ErrandDoor door;

    public Audio(ErrandDoor door) {
        this.door = door;
    }

    ErrandDoor door() {
        return door;
    }

    /// @param provider the one that the path names; null for any
    ErrandDoor.Reading speech(@Nullable String provider) {
        return incoming -> {
            SpeechRequest asked = SpeechRequestReader.read(Bodies.json(incoming), incoming.travelling());
            Aim aim = new Aim(asked.asked().model(), asked.asked().providers()).within(provider, incoming.call());
            var errand = new Errand<SpeechProvider, SpeechReply>(
                    Capability.SPEECH,
                    aim.model(),
                    aim.providers(),
                    asked.asked().proxy(),
                    SpeechProvider.class,
                    true,
                    Bounds.of(asked.asked()),
                    (one, model, attempt) -> one.speak(asked, model, attempt));
            return call -> switch (call.ask(errand).value()) {
                case SpeechReply.Sound sound -> door.stream(call, sound.bytes());
                case SpeechReply.Events events -> door.events(call, events.events());
            };
        };
    }

    ErrandDoor.Reading transcription(@Nullable String provider) {
        return door.form((call, form) -> written(call, form, provider, false));
    }

    ErrandDoor.Reading translation(@Nullable String provider) {
        return door.form((call, form) -> written(call, form, provider, true));
    }

    private ErrandDoor.Work written(Call asking, FormRequest form, @Nullable String provider, boolean translate) {
        TranscriptionRequest asked = TranscriptionRequestReader.read(form, translate);
        Aim aim = new Aim(form.model(), form.providers()).within(provider, asking);
        var errand = new Errand<TranscriptionProvider, TranscriptionReply>(
                Capability.TRANSCRIPTION,
                aim.model(),
                aim.providers(),
                form.proxy(),
                TranscriptionProvider.class,
                asked.stream(),
                Bounds.of(form),
                (one, model, attempt) -> one.transcribe(asked, model, attempt));
        return call -> answer(call, call.ask(errand).value(), asked.format());
    }

    private Response answer(Call call, TranscriptionReply reply, String format) {
        return switch (reply) {
            case TranscriptionReply.Events events -> door.events(call, events.events());
            case TranscriptionReply.Wire wire -> {
                call.trail().spent(wire.usage());
                yield door.bytes(call, wire.body(), TranscriptionReader.contentType(format));
            }
            case TranscriptionReply.Words words -> {
                call.trail().spent(words.usage());
                byte[] body = TranscriptionReader.write(words, format);
                yield door.bytes(call, body, TranscriptionReader.contentType(format));
            }
        };
    }
}
