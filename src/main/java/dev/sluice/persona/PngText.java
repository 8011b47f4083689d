package dev.sluice.persona;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/// The texts that a PNG file carries beside its picture, by keyword (chunks `tEXt`, `zTXt` and `iTXt`,
/// https://www.w3.org/TR/png-3/#11textinfo). Bounded: what inflates beyond measure is left out.
final class PngText {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int LARGEST_TEXT = 4 * 1024 * 1024;
    private static final int CHUNK_FRAME = 12;

    private PngText() {}

    /// Empty for what is no PNG file, or one that is cut off before its first text.
    static Map<String, String> of(byte[] file) {
        Map<String, String> texts = new HashMap<>();
        if (file.length < SIGNATURE.length || !Arrays.equals(SIGNATURE, Arrays.copyOf(file, SIGNATURE.length))) {
            return texts;
        }
        int at = SIGNATURE.length;
        while (file.length - at >= CHUNK_FRAME) {
            int length = ByteBuffer.wrap(file, at, 4).getInt();
            if (length < 0 || length > file.length - at - CHUNK_FRAME) {
                return texts;
            }
            String type = new String(file, at + 4, 4, ISO_8859_1);
            keep(type, ByteBuffer.wrap(file, at + 8, length).slice(), texts);
            at += length + CHUNK_FRAME;
        }
        return texts;
    }

    private static void keep(String type, ByteBuffer chunk, Map<String, String> texts) {
        if (!type.equals("tEXt") && !type.equals("zTXt") && !type.equals("iTXt")) {
            return;
        }
        String keyword = upToNul(chunk);
        switch (type) {
            case "tEXt" -> texts.putIfAbsent(keyword, new String(rest(chunk), ISO_8859_1));
            case "zTXt" -> {
                if (chunk.hasRemaining() && chunk.get() == 0) {
                    inflated(chunk, texts, keyword, false);
                }
            }
            default -> international(chunk, texts, keyword);
        }
    }

    private static void international(ByteBuffer chunk, Map<String, String> texts, String keyword) {
        if (chunk.remaining() < 2) {
            return;
        }
        boolean compressed = chunk.get() == 1;
        chunk.get();
        upToNul(chunk);
        upToNul(chunk);
        if (compressed) {
            inflated(chunk, texts, keyword, true);
        } else {
            texts.putIfAbsent(keyword, new String(rest(chunk), UTF_8));
        }
    }

    private static void inflated(ByteBuffer chunk, Map<String, String> texts, String keyword, boolean utf8) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(rest(chunk)))) {
            byte[] bytes = in.readNBytes(LARGEST_TEXT + 1);
            if (bytes.length <= LARGEST_TEXT) {
                texts.putIfAbsent(keyword, new String(bytes, utf8 ? UTF_8 : ISO_8859_1));
            }
        } catch (IOException e) {
            // a broken text is none; the others may still tell who it is
            System.getLogger("dev.sluice.persona").log(System.Logger.Level.DEBUG, "a text of a PNG file is broken", e);
        }
    }

    private static String upToNul(ByteBuffer chunk) {
        int start = chunk.position();
        while (chunk.hasRemaining()) {
            if (chunk.get() == 0) {
                return text(chunk, start, chunk.position() - 1);
            }
        }
        return text(chunk, start, chunk.limit());
    }

    private static String text(ByteBuffer chunk, int start, int end) {
        byte[] bytes = new byte[end - start];
        chunk.get(start, bytes);
        return new String(bytes, ISO_8859_1);
    }

    private static byte[] rest(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        return bytes;
    }
}
