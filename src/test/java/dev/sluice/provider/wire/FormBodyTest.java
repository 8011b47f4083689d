package dev.sluice.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.FormRequest.Field;
import dev.sluice.exchange.Upload;
import dev.sluice.media.Spool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormBodyTest {
    private static final int TWENTY_MEGABYTES = 20 << 20;

    @TempDir
    Path folder;

    private static FormRequest form(Upload.Content content, String filename) {
        return new FormRequest(
                List.of(new Field("model", "asked"), new Field("a\"b", "ä\r\nz"), new Field("provider", "p")),
                List.of(new Upload("file", filename, "audio/wav\r\nX-Evil: 1", content)),
                "asked",
                List.of(),
                Map.of());
    }

    private static InputStream zeros(int length) {
        return new InputStream() {
            private int left = length;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int offset, int most) {
                int read = Math.min(left, most);
                left -= read;
                return read == 0 ? -1 : read;
            }
        };
    }

    @Test
    void theFormIsTheCallersWithTheUpstreamsModel() throws IOException {
        try (var spool = new Spool(folder)) {
            var body = new FormBody(form(spool.take(zeros(3)), "a\"\r\nb.wav"), "up", Set.of("provider"));
            for (int time = 0; time < 2; time++) {
                var out = new ByteArrayOutputStream();
                body.writeTo(out);
                assertThat(out.size()).isEqualTo((int) body.length());
                String boundary =
                        "--" + body.contentType().substring(body.contentType().indexOf('=') + 1);
                String head = boundary + "\r\nContent-Disposition: form-data; name=";
                assertThat(out.toString(StandardCharsets.UTF_8))
                        .isEqualTo(head + "\"model\"\r\n\r\nup\r\n"
                                + head + "\"a%22b\"\r\n\r\nä\r\nz\r\n"
                                + head + "\"file\"; filename=\"a%22%0D%0Ab.wav\"\r\n"
                                + "Content-Type: application/octet-stream\r\n\r\n\0\0\0\r\n" + boundary + "--\r\n");
            }
        }
    }

    @Test
    void aLargeFileTakesNoMemory() throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try (var spool = new Spool(folder)) {
            var body = new FormBody(form(spool.take(zeros(TWENTY_MEGABYTES)), "a.wav"), "up", Set.of());
            body.writeTo(OutputStream.nullOutputStream());
            assertThat(body.length()).isGreaterThan(TWENTY_MEGABYTES);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5L << 20);
    }
}
