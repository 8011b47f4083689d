package dev.sluice.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.MediaConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private MediaStore at(Instant time, long most) {
        var config = new MediaConfig(folder.resolve("media"), Duration.ofDays(1), most);
        return new MediaStore(() -> config, Clock.fixed(time, ZoneOffset.UTC));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void theSameBytesAreKeptOnce() throws IOException {
        MediaStore store = at(NOW, 1000);
        MediaFile first = store.keep(bytes("\u0089PNG\r\n\u001a\n1"));
        assertThat(store.keep(bytes("\u0089PNG\r\n\u001a\n1")).name()).isEqualTo(first.name());
        assertThat(first.name()).matches("[0-9a-f]{64}\\.png");
        assertThat(store.find(first.name())).isPresent();
        try (var files = Files.list(folder.resolve("media"))) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GIF89a                   | gif",
                "RIFF1234WEBP             | webp",
                "RIFF1234WAVE             | wav",
                "ID3                      | mp3",
                "OggS                     | ogg",
                "fLaC                     | flac",
                "1234ftypisom             | mp4",
                "<svg onload='alert(1)'/> | bin",
                "<html>                   | bin",
                "''                       | bin"
            })
    void whatAFileIsIsFoundOutByItsBytes(String content, String extension) {
        assertThat(at(NOW, 1000).keep(bytes(content)).type().extension()).isEqualTo(extension);
    }

    @Test
    void whatHasExpiredIsGone() {
        MediaFile file = at(NOW, 1000).keep(bytes("GIF89a"));
        MediaStore later = at(NOW.plus(Duration.ofDays(2)), 1000);
        assertThat(later.find(file.name())).isEmpty();
        assertThat(file.path()).exists();
        later.sweep();
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void theOldestGoesWhereThereIsTooMuch() {
        MediaFile oldest = at(NOW, 25).keep(bytes("GIF8aaaaaa"));
        MediaFile older = at(NOW.plusSeconds(1), 25).keep(bytes("GIF8bbbbbb"));
        MediaFile newest = at(NOW.plusSeconds(2), 25).keep(bytes("GIF8cccccc"));
        assertThat(oldest.path()).doesNotExist();
        assertThat(older.path()).exists();
        assertThat(newest.path()).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../secret.key", "x.png", "a/b.png", "..\\x.png", "half-1.part", "\u0000.png"})
    void noOtherNameIsFound(String name) throws IOException {
        Files.writeString(folder.resolve("secret.key"), "x");
        at(NOW, 1000).keep(bytes("GIF89a"));
        assertThat(at(NOW, 1000).find(name)).isEmpty();
    }

    @Test
    void largeUploadsLieOnDiskUntilTheirRequestHasEnded() throws IOException {
        Path tmp = folder.resolve("tmp");
        try (var spool = new Spool(tmp)) {
            assertThat(spool.take(new ByteArrayInputStream(new byte[1000])).length())
                    .isEqualTo(1000);
            assertThat(tmp).doesNotExist();
            byte[] large = new byte[3_000_000];
            large[2_999_999] = 7;
            var content = spool.take(new ByteArrayInputStream(large));
            assertThat(content.length()).isEqualTo(3_000_000);
            for (int reader = 0; reader < 2; reader++) {
                try (InputStream in = content.open()) {
                    assertThat(in.readAllBytes()).isEqualTo(large);
                }
            }
            assertThat(tmp).isNotEmptyDirectory();
        }
        assertThat(tmp).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsSweptAway() throws IOException {
        Files.writeString(folder.resolve("upload-1.part"), "x");
        Files.writeString(folder.resolve("mine.txt"), "x");
        Spool.sweep(folder);
        assertThat(folder.resolve("upload-1.part")).doesNotExist();
        assertThat(folder.resolve("mine.txt")).exists();
    }
}
