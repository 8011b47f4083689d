package dev.sluice.dialect.openai;

/// What the sound formats of OpenAI's API are.
public final class SoundFormats {
    private SoundFormats() {}

    /// The media type of a `response_format`.
    public static String type(String format) {
        return switch (format) {
            case "mp3" -> "audio/mpeg";
            case "opus" -> "audio/ogg";
            case "aac", "flac", "wav", "pcm" -> "audio/" + format;
            default -> "application/octet-stream";
        };
    }
}
