package dev.sluice.media;

import dev.sluice.exchange.RefusedException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// Reads images by the JDK alone, whoever made them. Thread-safe; only a few are read at a time, and none of an image
/// that would take more memory than that is worth.
final class ImageDecoder {
    static final long MOST_PIXELS = 24_000_000;
    private static final int MOST_SKIPPED = 64;
    private static final int AT_ONCE = 2;
    private static final Semaphore PERMITS = new Semaphore(AT_ONCE);

    private ImageDecoder() {}

    /// Where the bytes are.
    @FunctionalInterface
    interface Source {
        ImageInputStream open() throws IOException;
    }

    /// What is done with a reader that knows its input; what it refuses is told.
    @FunctionalInterface
    interface Reading<T> {
        Optional<T> read(ImageReader reader) throws IOException;
    }

    /// Empty where the bytes are no image that can be read here.
    static <T> Optional<T> read(Source source, Reading<T> reading) {
        PERMITS.acquireUninterruptibly();
        var thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        // the JDK's imaging remembers the first loader that it meets, which must not be an application's
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (ImageInputStream in = source.open()) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            return readers.hasNext() ? read(readers.next(), in, reading) : Optional.empty();
        } catch (RefusedException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError e) {
            // whatever the bytes are, or wherever this JDK has no imaging
            return Optional.empty();
        } finally {
            thread.setContextClassLoader(own);
            PERMITS.release();
        }
    }

    private static <T> Optional<T> read(ImageReader reader, ImageInputStream in, Reading<T> reading)
            throws IOException {
        try {
            reader.setInput(in, true, true);
            return reading.read(reader);
        } finally {
            reader.dispose();
        }
    }

    /// The image with about twice the pixels on its longer side that are wanted, so that little is read of a large one.
    static BufferedImage sparse(ImageReader reader, int wanted) throws IOException {
        int longest = Math.max(reader.getWidth(0), reader.getHeight(0));
        var param = reader.getDefaultReadParam();
        int step = Math.clamp(longest / (wanted * 2L), 1, MOST_SKIPPED);
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    /// @param ground what shows through where the image does; null for nothing
    static BufferedImage scaled(BufferedImage image, int width, int height, @Nullable Color ground) {
        var small = new BufferedImage(
                width, height, ground == null ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, ground, null);
        } finally {
            graphics.dispose();
        }
        return small;
    }
}
