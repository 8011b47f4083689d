package dev.sluice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=abc";

    private static Multipart form(@Nullable String type, InputStream body, long length, long limit) {
        var call = TestingRunning.call("{}");
        return Multipart.of(new Incoming(call, type, null, length, false, Map.of(), body), limit, "files.max-size");
    }

    private static Multipart form(String body) {
        return form(TYPE, stream(body), -1, 1000);
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String head, String content) {
        return "--abc\nContent-Disposition: form-data; " + head + "\n\n" + content + "\n";
    }

    private static List<String> all(Multipart form) {
        List<String> seen = new ArrayList<>();
        for (Part part = form.next(); part != null; part = form.next()) {
            seen.add(part.name() + "/" + part.filename() + "/" + part.contentType() + "=" + part.text());
        }
        return seen;
    }

    private static Failure refusal(Multipart form) {
        return catchThrowableOfType(RefusedException.class, () -> all(form)).failure();
    }

    private static Failure refusal(@Nullable String type, String body) {
        return catchThrowableOfType(RefusedException.class, () -> all(form(type, stream(body), -1, 1000)))
                .failure();
    }

    @Test
    void partsComeInTheirOrder() {
        String body = part("name=\"purpose\"", "batch")
                + part("name=\"file\"; filename=\"../ä b.jsonl\"\nContent-Type: application/jsonl", "{}\n{}\n")
                + "--abc--\n";
        assertThat(all(form(body)))
                .containsExactly("purpose/null/null=batch", "file/../ä b.jsonl/application/jsonl={}\r\n{}\r\n");
    }

    @Test
    void aPartThatNobodyReadIsPassedOver() {
        Multipart form = form(part("name=a", "x".repeat(500)) + part("name=b", "y") + "--abc--\n");
        form.next();
        Part second = form.next();
        assertThat(second).isNotNull();
        assertThat(second == null ? "" : second.text()).isEqualTo("y");
        assertThat(form.next()).isNull();
        assertThat(form.next()).isNull();
    }

    @Test
    void whatStandsBeforeAndAfterIsNoPart() {
        assertThat(all(form("hello\n" + part("name=a", "1") + "--abc--\n" + part("name=b", "2"))))
                .containsExactly("a/null/null=1");
    }

    @Test
    void aBoundaryInTheMiddleOfALineIsContent() {
        assertThat(all(form(part("name=a", "x--abc y\n--ab\n-abc") + "--abc--")))
                .containsExactly("a/null/null=x--abc y\r\n--ab\r\n-abc");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"application/json", "text/plain", "multipart/mixed; boundary=abc", ""})
    void anotherContentTypeIsNotRead(@Nullable String type) {
        assertThat(refusal(type, part("name=a", "1") + "--abc--")).isInstanceOf(Failure.UnsupportedMedia.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary="
                        + "0123456789012345678901234567890123456789012345678901234567890123456789x"
            })
    void aBoundaryMustBeNamed(String type) {
        assertThat(refusal(type, part("name=a", "1") + "--abc--")).isInstanceOf(Failure.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing at all",
                "--abc",
                "--abc\n",
                "--abc\nContent-Disposition: form-data; name=a",
                "--abc\nContent-Disposition: form-data; name=a\n\n",
                "--abc\nContent-Disposition: form-data; name=a\n\nhalf",
                "--abc\nContent-Disposition: form-data; name=a\n\nhalf\n--ab",
                "--abc\nContent-Disposition: form-data; name=a\n\nhalf\n--abcdef",
                "--abd\nContent-Disposition: form-data; name=a\n\nx\n--abd--",
                "--abc\n\nno head\n--abc--",
                "--abc\nContent-Disposition: form-data\n\nno name\n--abc--",
                "--abc\nContent-Disposition: attachment; name=a\n\nx\n--abc--",
                "--abc\nContent-Disposition: form-data; name=\"\"\n\nx\n--abc--",
                "--abc\nContent-Disposition: form-data; name=a\nContent-Type: multipart/mixed; boundary=q\n\n--q\n--abc--"
            })
    void aBrokenFormIsRefused(String body) {
        assertThat(refusal(TYPE, body)).isInstanceOf(Failure.Invalid.class);
    }

    @Test
    void anEndlessHeadIsRefused() {
        String head = "name=a\nX-Long: " + "x".repeat(9000);
        Failure failure = refusal(form(TYPE, stream(part(head, "1") + "--abc--"), -1, 100_000));
        assertThat(failure).isInstanceOf(Failure.Invalid.class);
        assertThat(failure.message()).contains("8192");
    }

    @Test
    void thousandsOfPartsAreRefused() {
        assertThat(refusal(form(TYPE, stream(part("name=a", "").repeat(5000) + "--abc--"), -1, 1000)))
                .isInstanceOf(Failure.Invalid.class);
    }

    @Test
    void anAnnouncedLengthThatIsTooLargeIsRefusedUnread() {
        var unread = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("nobody may read this");
            }
        };
        var thrown = catchThrowableOfType(RefusedException.class, () -> form(TYPE, unread, 3_000_000, 1000));
        assertThat(thrown.failure()).isInstanceOf(Failure.TooLarge.class);
        assertThat(thrown.failure().message()).contains("files.max-size", "1000");
    }

    @Test
    void aBodyThatGoesOnAndOnIsRefused() {
        var endless = new InputStream() {
            private final byte[] start =
                    part("name=a; filename=b", "").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            private int at;

            @Override
            public int read() {
                return at < start.length ? start[at++] : 'x';
            }
        };
        Multipart form = form(TYPE, endless, -1, 1000);
        form.next();
        assertThat(catchThrowableOfType(RefusedException.class, form::next).failure())
                .isInstanceOf(Failure.TooLarge.class);
    }

    @Test
    void aFieldLongerThanAFieldMayBeIsRefused() {
        Multipart form = form(TYPE, stream(part("name=a", "x".repeat(300_000)) + "--abc--"), -1, 1_000_000);
        assertThat(refusal(form).message()).contains("'a'");
    }

    @Test
    void aBodyThatBreaksOffOnTheWireIsNotOurFault() {
        var cut = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };
        assertThat(refusal(form(TYPE, cut, -1, 1000))).isInstanceOf(Failure.Cancelled.class);
    }
}
