package dev.sluice.dialect.openai;

import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.FormRequest.Field;
import dev.sluice.exchange.Upload;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Forms for tests.
final class TestingForms {
    private TestingForms() {}

    /// Fields as `name=value`, files as `name@content`.
    static FormRequest of(String... parts) {
        List<Field> fields = new ArrayList<>();
        List<Upload> files = new ArrayList<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            int at = part.indexOf('@');
            if (equals > 0) {
                fields.add(new Field(part.substring(0, equals), part.substring(equals + 1)));
            } else {
                files.add(new Upload(part.substring(0, at), "f.bin", "audio/wav", content(part.substring(at + 1))));
            }
        }
        return new FormRequest(fields, files, null, List.of(), Map.of());
    }

    private static Upload.Content content(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Upload.Content() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
