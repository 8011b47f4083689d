package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.SpeechRequest;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Speech of Gemini's models (https://ai.google.dev/gemini-api/docs/speech-generation, read 2026-11-21), which comes as
/// plain samples of 16 bits, one channel.
public final class Speech {
    private static final Pattern RATE = Pattern.compile("rate=(\\d{4,6})");
    private static final int USUAL_RATE = 24_000;
    private static final int HEADER = 44;
    private static final String USUAL_VOICE = "Kore";
    private static final Set<String> PLAIN = Set.of("wav", "pcm");

    /// OpenAI's voices have to be named in every request of its clients; each has a voice of about its character.
    private static final Map<String, String> VOICES = Map.ofEntries(
            Map.entry("alloy", "Kore"),
            Map.entry("ash", "Orus"),
            Map.entry("ballad", "Enceladus"),
            Map.entry("coral", "Leda"),
            Map.entry("echo", "Puck"),
            Map.entry("fable", "Sadaltager"),
            Map.entry("nova", "Aoede"),
            Map.entry("onyx", "Charon"),
            Map.entry("sage", "Gacrux"),
            Map.entry("shimmer", "Zephyr"),
            Map.entry("verse", "Iapetus"));

    private Speech() {}

    /// Sound as OpenAI's callers know it.
    public record Sound(byte[] bytes, String contentType, Usage usage) {}

    /// @throws RefusedException where the request asks for what these models do not give
    public static byte[] upstreamBody(SpeechRequest request) {
        requireServed(request);
        ObjectNode body = WireJson.object();
        String said = request.instructions() == null || request.instructions().isBlank()
                ? request.input()
                : request.instructions().strip() + ":\n" + request.input();
        body.putArray("contents").addObject().putArray("parts").addObject().put("text", said);
        ObjectNode config = body.putObject("generationConfig");
        config.putArray("responseModalities").add("AUDIO");
        String voice = request.voice() == null ? USUAL_VOICE : request.voice();
        config.putObject("speechConfig")
                .putObject("voiceConfig")
                .putObject("prebuiltVoiceConfig")
                .put("voiceName", VOICES.getOrDefault(voice.toLowerCase(Locale.ROOT), voice));
        return WireJson.bytes(body);
    }

    private static void requireServed(SpeechRequest request) {
        if (named(request) && !PLAIN.contains(request.format())) {
            throw PromptWriter.unsupported(
                    "response_format",
                    "Providers of the kind gemini speak as wav or pcm, not as " + request.format() + ".");
        }
        if (request.speed() != 1) {
            throw PromptWriter.unsupported(
                    "speed", "Providers of the kind gemini know no speed; say it in 'instructions'.");
        }
        if (request.events()) {
            throw PromptWriter.unsupported("stream_format", "Providers of the kind gemini send no events of speech.");
        }
    }

    /// Who names no format gets WAV: the usual one, MP3, cannot be made here.
    private static boolean named(SpeechRequest request) {
        return request.asked().document().tree().path("response_format").isTextual();
    }

    /// @throws RefusedException where the answer has no sound
    public static Sound read(byte[] json, String provider, SpeechRequest request) {
        GeneratedContent content = GeneratedContent.read(json, provider);
        if (content.inline().isEmpty()) {
            throw content.lacks(provider, "sound");
        }
        JsonNode data = content.inline().getFirst();
        byte[] samples;
        try {
            samples = Base64.getDecoder().decode(data.path("data").textValue());
        } catch (IllegalArgumentException e) {
            throw WireJson.broken(provider, "sent sound that cannot be read");
        }
        boolean plain = named(request) && request.format().equals("pcm");
        return plain
                ? new Sound(samples, "audio/pcm", content.usage())
                : new Sound(wave(samples, rate(data.path("mimeType").asText(""))), "audio/wav", content.usage());
    }

    private static int rate(String type) {
        Matcher rate = RATE.matcher(type);
        return rate.find() ? Integer.parseInt(rate.group(1)) : USUAL_RATE;
    }

    /// The samples behind a RIFF header.
    private static byte[] wave(byte[] samples, int rate) {
        return ByteBuffer.allocate(HEADER + samples.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(HEADER - 8 + samples.length)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(rate)
                .putInt(rate * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(samples.length)
                .put(samples)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
