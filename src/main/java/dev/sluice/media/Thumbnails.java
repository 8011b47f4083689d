package dev.sluice.media;

import dev.sluice.exchange.MediaType;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Small pictures of large ones, by the JDK alone. Thread-safe; only a few are made at a time, and none of an image
/// that
/// would take more memory than that is worth.
public final class Thumbnails {
    static final int EDGE = 320;
    private static final long MOST_PIXELS = 24_000_000;
    private static final int MOST_SKIPPED = 64;
    private static final int AT_ONCE = 2;

    private final Semaphore permits = new Semaphore(AT_ONCE);

    /// A small picture as PNG; empty where the file is small already, is too large, or cannot be read here.
    public Optional<byte[]> of(MediaFile file) {
        if (!file.type().isImage() || file.type() == MediaType.WEBP) {
            return Optional.empty();
        }
        permits.acquireUninterruptibly();
        var thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        // the JDK's imaging remembers the first loader that it meets, which must not be an application's
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (ImageInputStream in = new FileImageInputStream(file.path().toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            return readers.hasNext() ? read(readers.next(), in) : Optional.empty();
        } catch (IOException | RuntimeException | LinkageError e) {
            // whatever the bytes are, or wherever this JDK has no imaging: the original serves
            return Optional.empty();
        } finally {
            thread.setContextClassLoader(own);
            permits.release();
        }
    }

    private static Optional<byte[]> read(ImageReader reader, ImageInputStream in) throws IOException {
        try {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            int longest = Math.max(width, height);
            if (longest <= EDGE || (long) width * height > MOST_PIXELS) {
                return Optional.empty();
            }
            var sparse = reader.getDefaultReadParam();
            int step = Math.clamp(longest / (EDGE * 2), 1, MOST_SKIPPED);
            sparse.setSourceSubsampling(step, step, 0, 0);
            return Optional.of(png(scaled(reader.read(0, sparse), (double) EDGE / longest * step)));
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage scaled(BufferedImage image, double factor) {
        int width = Math.clamp(Math.round(image.getWidth() * factor), 1, EDGE);
        int height = Math.clamp(Math.round(image.getHeight() * factor), 1, EDGE);
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = small.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return small;
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
