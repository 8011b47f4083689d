package dev.sluice.provider.wire;

import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.FormRequest.Field;
import dev.sluice.exchange.Upload;
import dev.sluice.upstream.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A form on its way to an upstream (RFC 7578): the caller's fields and files, never held whole.
public final class FormBody implements RequestBody {
    private static final String LINE = "\r\n";

    private final String boundary = "sluice-" + UUID.randomUUID();
    private final List<Piece> pieces = new ArrayList<>();
    private final byte[] end = ("--" + boundary + "--" + LINE).getBytes(StandardCharsets.UTF_8);

    private record Piece(byte[] head, Upload.Content content) {}

    /// @param model the upstream's own name of the model
    /// @param without the fields that do not travel
    public FormBody(FormRequest form, String model, Set<String> without) {
        field("model", model);
        for (Field field : form.fields()) {
            if (!field.name().equals("model") && !without.contains(field.name())) {
                field(field.name(), field.value());
            }
        }
        for (Upload file : form.files()) {
            add(
                    "; filename=\"" + escaped(file.filename()) + "\"" + LINE + "Content-Type: " + type(file),
                    file.name(),
                    file.content());
        }
    }

    private void field(String name, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        add("", name, new Upload.Content() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new java.io.ByteArrayInputStream(bytes);
            }
        });
    }

    private void add(String more, String name, Upload.Content content) {
        String head = "--" + boundary + LINE + "Content-Disposition: form-data; name=\"" + escaped(name) + "\"" + more
                + LINE + LINE;
        pieces.add(new Piece(head.getBytes(StandardCharsets.UTF_8), content));
    }

    /// As browsers write names.
    private static String escaped(String name) {
        return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    private static String type(Upload file) {
        String type = file.contentType();
        return type != null && type.matches("[\\w.+-]{1,100}/[\\w.+-]{1,100}(;[ \\w.+=-]{1,100})?")
                ? type
                : "application/octet-stream";
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    @Override
    public long length() {
        long length = end.length;
        for (Piece piece : pieces) {
            length += piece.head.length + piece.content.length() + LINE.length();
        }
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (Piece piece : pieces) {
            out.write(piece.head);
            try (InputStream in = piece.content.open()) {
                in.transferTo(out);
            }
            out.write(LINE.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(end);
    }
}
