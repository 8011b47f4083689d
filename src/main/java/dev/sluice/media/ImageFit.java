package dev.sluice.media;

import dev.sluice.config.ImagesConfig;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.MediaType;
import dev.sluice.exchange.RefusedException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Makes images fit what an operator allows. One that is too large becomes a JPEG on a white ground: the JDK writes no
/// WebP. One that fits, or of which only the address is known, stays as it is. Immutable.
public final class ImageFit {
    private static final float[] QUALITIES = {0.85f, 0.7f, 0.5f};
    private static final double SMALLER = 0.7;
    private static final int TRIES = 5;

    private final ImagesConfig config;

    public ImageFit(ImagesConfig config) {
        this.config = config;
    }

    public boolean off() {
        return config.off();
    }

    /// @param place where the image stands in the request
    /// @throws RefusedException where it is too large and cannot be made smaller here
    public Content fit(Content image, String place) {
        String base64 = image.base64();
        if (off() || base64 == null) {
            return image;
        }
        byte[] bytes = decoded(base64, place);
        boolean heavy = config.maxBytes() > 0 && bytes.length > config.maxBytes();
        MediaType type = MediaType.of(bytes);
        if (!type.isImage() || type == MediaType.WEBP) {
            return unread(image, heavy, place);
        }
        Optional<Optional<byte[]>> smaller = ImageDecoder.read(
                () -> new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)),
                reader -> Optional.of(smaller(reader, Orientation.of(bytes), heavy, place)));
        return smaller.isEmpty()
                ? unread(image, heavy, place)
                : smaller.get()
                        .map(jpeg -> Content.of(
                                MediaType.JPEG.contentType(),
                                Base64.getEncoder().encodeToString(jpeg)))
                        .orElse(image);
    }

    private Content unread(Content image, boolean heavy, String place) {
        if (heavy) {
            throw refused(
                    place,
                    "is larger than " + config.maxBytes() + " bytes, and is no PNG, JPEG or GIF that could be made"
                            + " smaller here");
        }
        return image;
    }

    /// Empty where it fits already.
    private Optional<byte[]> smaller(ImageReader reader, Orientation orientation, boolean heavy, String place)
            throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        boolean lies = orientation.lies();
        double factor = Math.min(
                1,
                Math.min(
                        (double) config.maxWidth() / (lies ? height : width),
                        (double) config.maxHeight() / (lies ? width : height)));
        if (factor == 1 && !heavy) {
            return Optional.empty();
        }
        if ((long) width * height > ImageDecoder.MOST_PIXELS) {
            throw refused(
                    place,
                    "is too large, and has more than " + ImageDecoder.MOST_PIXELS
                            + " pixels, so that it is not made smaller here");
        }
        int longest = Math.max(1, (int) Math.round(Math.max(width, height) * factor));
        BufferedImage read = ImageDecoder.sparse(reader, longest);
        for (int tried = 0; tried < TRIES; tried++) {
            BufferedImage image = orientation.upright(
                    ImageDecoder.scaled(read, side(width * factor), side(height * factor), Color.WHITE));
            for (float quality : QUALITIES) {
                byte[] jpeg = jpeg(image, quality);
                if (config.maxBytes() == 0 || jpeg.length <= config.maxBytes()) {
                    return Optional.of(jpeg);
                }
            }
            factor *= SMALLER;
        }
        throw refused(place, "cannot be made smaller than " + config.maxBytes() + " bytes");
    }

    private static int side(double length) {
        return Math.max(1, (int) Math.round(length));
    }

    private static byte[] decoded(String base64, String place) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw refused(place, "is not valid base64");
        }
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static RefusedException refused(String place, String why) {
        return new RefusedException(Failure.invalid(place, "The image at " + place + " " + why + ".", "invalid_image"));
    }
}
