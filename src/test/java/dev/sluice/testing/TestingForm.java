package dev.sluice.testing;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// A `multipart/form-data` body, written by hand so that it can also be wrong.
public final class TestingForm {
    private static final String BOUNDARY = "xYzZy";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public TestingForm field(String name, String value) {
        return raw(
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    public TestingForm file(String name, String filename, byte[] content) {
        return file(name, filename, "application/octet-stream", content);
    }

    public TestingForm file(String name, String filename, String type, byte[] content) {
        raw("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + filename
                + "\"\r\nContent-Type: " + type + "\r\n\r\n");
        body.writeBytes(content);
        return raw("\r\n");
    }

    public TestingForm file(String name, String filename, String content) {
        return file(name, filename, content.getBytes(StandardCharsets.UTF_8));
    }

    /// Text as it stands.
    public TestingForm raw(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// Sends the form with its end.
    public HttpResponse<String> post(TestingClient client, String path, String... headers) {
        return raw("--" + BOUNDARY + "--\r\n").postAsItIs(client, path, headers);
    }

    public HttpResponse<String> postAsItIs(TestingClient client, String path, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "multipart/form-data; boundary=" + BOUNDARY;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return client.send("POST", path, body.toByteArray(), all);
    }
}
