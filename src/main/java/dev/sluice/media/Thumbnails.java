package dev.sluice.media;

import dev.sluice.exchange.MediaType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Small pictures of large ones, by the JDK alone. Thread-safe.
public final class Thumbnails {
    static final int EDGE = 320;

    /// A small picture as PNG; empty where the file is small already, is too large, or cannot be read here.
    public Optional<byte[]> of(MediaFile file) {
        if (!file.type().isImage() || file.type() == MediaType.WEBP) {
            return Optional.empty();
        }
        return ImageDecoder.read(() -> new FileImageInputStream(file.path().toFile()), Thumbnails::read);
    }

    private static Optional<byte[]> read(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        int longest = Math.max(width, height);
        if (longest <= EDGE || (long) width * height > ImageDecoder.MOST_PIXELS) {
            return Optional.empty();
        }
        return Optional.of(png(ImageDecoder.scaled(
                ImageDecoder.sparse(reader, EDGE), edge(width, longest), edge(height, longest), null)));
    }

    private static int edge(int side, int longest) {
        return Math.clamp(Math.round((double) side * EDGE / longest), 1, EDGE);
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(image);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
