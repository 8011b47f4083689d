package dev.sluice.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.MediaConfig;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThumbnailsTest {
    @TempDir
    Path folder;

    private MediaFile kept(byte[] bytes) {
        return new MediaStore(() -> new MediaConfig(folder, Duration.ofDays(1), 1 << 30), Clock.systemUTC())
                .keep(bytes);
    }

    private static byte[] image(int width, int height, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 500, png, 320, 160",
        "500, 2000, jpg, 80, 320",
        "3000, 10, gif, 320, 1",
        "4000, 4000, png, 320, 320"
    })
    void largeImagesAreMadeSmall(int width, int height, String format, int small, int low) throws IOException {
        byte[] made = new Thumbnails().of(kept(image(width, height, format))).orElseThrow();
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(made));
        assertThat(read.getWidth()).isEqualTo(small);
        assertThat(read.getHeight()).isEqualTo(low);
    }

    @Test
    void theOriginalServesForWhatIsSmallAlready() throws IOException {
        assertThat(new Thumbnails().of(kept(image(320, 200, "png")))).isEmpty();
    }

    @Test
    void theOriginalServesForWhatCannotBeRead() throws IOException {
        byte[] whole = image(1000, 1000, "png");
        var thumbnails = new Thumbnails();
        assertThat(thumbnails.of(kept(Arrays.copyOf(whole, 40)))).isEmpty();
        assertThat(thumbnails.of(kept("RIFF1234WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1))))
                .isEmpty();
        assertThat(thumbnails.of(kept("ID3 sound".getBytes(StandardCharsets.ISO_8859_1))))
                .isEmpty();
    }

    @Test
    void anImageOfTooManyPixelsIsNotUnpacked() throws IOException {
        byte[] bomb = image(1000, 1000, "png");
        // width and height in the header, whose check sum readers of a size do not look at
        bomb[16] = 0;
        bomb[17] = 1;
        bomb[20] = 0;
        bomb[21] = 1;
        assertThat(new Thumbnails().of(kept(bomb))).isEmpty();
    }
}
