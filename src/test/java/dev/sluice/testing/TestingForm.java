package dev.sluice.testing;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// A form in the making, as a browser sends it.
public final class TestingForm {
    private static final String BOUNDARY = "testing-boundary";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public TestingForm field(String name, String value) {
        return part("; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    public TestingForm file(String name, String filename, String type, byte[] content) {
        return part("; name=\"" + name + "\"; filename=\"" + filename + "\"\r\nContent-Type: " + type, content);
    }

    private TestingForm part(String head, byte[] content) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: form-data" + head + "\r\n\r\n");
        out.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> post(TestingClient client, String path) {
        write("--" + BOUNDARY + "--\r\n");
        return client.send(
                "POST", path, out.toByteArray(), "Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    }
}
