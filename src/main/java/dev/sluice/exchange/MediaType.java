package dev.sluice.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The kinds of media that are kept, found out by their first bytes, whatever anybody calls them. Nothing that a
/// browser runs is among them.
public enum MediaType {
    PNG("png", "image/png"),
    JPEG("jpg", "image/jpeg"),
    WEBP("webp", "image/webp"),
    GIF("gif", "image/gif"),
    MP3("mp3", "audio/mpeg"),
    WAV("wav", "audio/wav"),
    OGG("ogg", "audio/ogg"),
    FLAC("flac", "audio/flac"),
    MP4("mp4", "video/mp4"),
    /// Whatever else it is: never shown, only downloaded.
    OTHER("bin", "application/octet-stream");

    private final String extension;
    private final String contentType;

    MediaType(String extension, String contentType) {
        this.extension = extension;
        this.contentType = contentType;
    }

    public String extension() {
        return extension;
    }

    public String contentType() {
        return contentType;
    }

    /// By the first bytes.
    public static MediaType of(byte[] bytes) {
        if (at(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (at(bytes, 0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (at(bytes, 0, "RIFF")) {
            return at(bytes, 8, "WEBP") ? WEBP : at(bytes, 8, "WAVE") ? WAV : OTHER;
        }
        if (at(bytes, 0, "GIF8")) {
            return GIF;
        }
        if (at(bytes, 0, "ID3") || at(bytes, 0, "\u00ff\u00fb") || at(bytes, 0, "\u00ff\u00f3")) {
            return MP3;
        }
        if (at(bytes, 0, "OggS")) {
            return OGG;
        }
        if (at(bytes, 0, "fLaC")) {
            return FLAC;
        }
        return at(bytes, 4, "ftyp") ? MP4 : OTHER;
    }

    public boolean isImage() {
        return contentType.startsWith("image/");
    }

    private static boolean at(byte[] bytes, int offset, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= offset + wanted.length
                && Arrays.equals(bytes, offset, offset + wanted.length, wanted, 0, wanted.length);
    }

    /// The one whose files end so.
    public static Optional<MediaType> named(String extension) {
        return Arrays.stream(values())
                .filter(type -> type.extension.equals(extension))
                .findFirst();
    }
}
