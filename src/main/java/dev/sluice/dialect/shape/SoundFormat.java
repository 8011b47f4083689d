package dev.sluice.dialect.shape;

import dev.sluice.exchange.Content;
import java.util.Locale;

/// The words that OpenAI's dialects have for kinds of sound (`mp3`, `wav`), and media types.
public final class SoundFormat {
    private SoundFormat() {}

    /// The word for a media type.
    public static String of(String mediaType) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        return switch (type) {
            case "audio/mpeg", "audio/mp3", "audio/x-mp3", "audio/mpeg3" -> "mp3";
            case "audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave" -> "wav";
            default -> type.substring(type.indexOf('/') + 1);
        };
    }

    public static String of(Content sound) {
        return of(String.valueOf(sound.mediaType()));
    }

    /// What `data` holds: an address, a `data:` address, or base64.
    ///
    /// @param format the word for its kind; empty where untold
    public static Content content(String data, String format) {
        if (Addresses.web(data) || data.regionMatches(true, 0, "data:", 0, 5)) {
            return Content.at(data);
        }
        return Content.of(format.equals("mp3") ? "audio/mpeg" : "audio/" + format, data);
    }
}
