package dev.sluice.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.ImagesConfig;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImageFitTest {
    private static final String PLACE = "messages[0].content[1]";

    private static ImageFit fit(String size, long bytes) {
        return new ImageFit(new ImagesConfig(size, bytes));
    }

    private static Content content(String type, byte[] bytes) {
        return Content.of(type, Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private static Content image(int width, int height, String format) throws IOException {
        return content(
                "image/" + format, written(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format));
    }

    private static Content noise(int width, int height) throws IOException {
        var random = new Random(7);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < width * height; at++) {
            image.setRGB(at % width, at / width, random.nextInt());
        }
        return content("image/png", written(image, "png"));
    }

    private static byte[] bytes(Content content) {
        return Base64.getDecoder().decode(String.valueOf(content.base64()));
    }

    private static BufferedImage read(Content content) throws IOException {
        assertThat(content.mediaType()).isEqualTo("image/jpeg");
        return ImageIO.read(new ByteArrayInputStream(bytes(content)));
    }

    private static Failure.Invalid refusal(ImageFit fit, Content content) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> fit.fit(content, PLACE));
        assertThat(refused).isNotNull();
        return (Failure.Invalid) refused.failure();
    }

    @ParameterizedTest
    @CsvSource({
        "2000, 1000, png, 1536, 768",
        "1000, 2048, jpeg, 500, 1024",
        "1537, 10, gif, 1536, 10",
        "9000, 2, png, 1536, 1"
    })
    void whatIsTooLargeIsScaledIntoTheBox(int width, int height, String format, int wide, int high) throws IOException {
        BufferedImage scaled = read(fit("1536x1024", 0).fit(image(width, height, format), PLACE));
        assertThat(scaled.getWidth()).isEqualTo(wide);
        assertThat(scaled.getHeight()).isEqualTo(high);
    }

    @Test
    void whatFitsStaysToTheByte() throws IOException {
        Content small = image(1536, 1024, "png");
        assertThat(fit("1536x1024", 1 << 20).fit(small, PLACE)).isSameAs(small);
        Content large = image(3000, 10, "png");
        assertThat(fit("", 0).fit(large, PLACE)).isSameAs(large);
        Content far = Content.at("https://example.org/cat.png");
        assertThat(fit("10x10", 1 << 20).fit(far, PLACE)).isSameAs(far);
    }

    @Test
    void whatIsTooHeavyIsMadeLighter() throws IOException {
        Content heavy = noise(700, 700);
        assertThat(bytes(heavy).length).isGreaterThan(1 << 20);
        Content light = fit("", 100_000).fit(heavy, PLACE);
        assertThat(bytes(light).length).isLessThanOrEqualTo(100_000);
        BufferedImage read = read(light);
        assertThat(read.getWidth()).isEqualTo(read.getHeight()).isGreaterThan(100);
    }

    @Test
    void whatShowsThroughBecomesWhite() throws IOException {
        byte[] clear = written(new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB), "png");
        BufferedImage read = read(fit("100x100", 0).fit(content("image/png", clear), PLACE));
        assertThat(read.getRGB(50, 50)).isEqualTo(Color.WHITE.getRGB());
    }

    @Test
    void whatCannotBeReadHerePassesUnlessItIsTooHeavy() {
        byte[] webp = "RIFF1234WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1);
        Content small = content("image/webp", webp);
        assertThat(fit("10x10", 20_000).fit(small, PLACE)).isSameAs(small);
        Content heavy =
                content("image/webp", ByteBuffer.allocate(30_000).put(webp).array());
        Failure.Invalid refusal = refusal(fit("10x10", 20_000), heavy);
        assertThat(refusal.param()).isEqualTo(PLACE);
        assertThat(refusal.message()).contains("larger than 20000 bytes");
        Content broken = content("image/png", "\u0089PNG\r\n\u001a\nx".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(fit("10x10", 20_000).fit(broken, PLACE)).isSameAs(broken);
    }

    @Test
    void animageOfHostileSizeIsNotRead() {
        Failure.Invalid refusal = refusal(fit("100x100", 0), content("image/png", announcing(60_000, 60_000)));
        assertThat(refusal.message()).contains("24000000 pixels");
        assertThat(refusal.code()).isEqualTo("invalid_image");
    }

    /// A PNG that is its own head.
    private static byte[] announcing(int width, int height) {
        ByteBuffer png = ByteBuffer.allocate(33);
        png.put("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1)).putInt(13);
        png.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        png.put(new byte[] {8, 2, 0, 0, 0});
        var crc = new CRC32();
        crc.update(png.array(), 12, 17);
        return png.putInt((int) crc.getValue()).array();
    }

    /// A red pixel's corner after each of Exif's eight orientations, in an image of 400 x 200.
    @ParameterizedTest
    @CsvSource({
        "1, 200, 100, 2, 2",
        "2, 200, 100, 197, 2",
        "3, 200, 100, 197, 97",
        "4, 200, 100, 2, 97",
        "5, 100, 200, 2, 2",
        "6, 100, 200, 97, 2",
        "7, 100, 200, 97, 197",
        "8, 100, 200, 2, 197"
    })
    void whatACameraHeldOtherwiseIsTurned(int tag, int width, int height, int x, int y) throws IOException {
        var photo = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < 40 * 40; at++) {
            photo.setRGB(at % 40, at / 40, Color.RED.getRGB());
        }
        byte[] jpeg = written(photo, "jpeg");
        for (boolean little : new boolean[] {true, false}) {
            byte[] held = ImageFitTest.held(jpeg, tag, little);
            BufferedImage read = read(fit("200x200", 0).fit(content("image/jpeg", held), PLACE));
            assertThat(read.getWidth()).isEqualTo(width);
            assertThat(read.getHeight()).isEqualTo(height);
            var corner = new Color(read.getRGB(x, y));
            assertThat(corner.getRed()).isGreaterThan(180);
            assertThat(corner.getGreen()).isLessThan(80);
        }
    }

    private static byte[] held(byte[] jpeg, int tag, boolean little) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put((little ? "II" : "MM").getBytes(StandardCharsets.US_ASCII))
                .order(little ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
        exif.putShort((short) 42).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) tag);
        return ByteBuffer.allocate(jpeg.length + 36)
                .put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
