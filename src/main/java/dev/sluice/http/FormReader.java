package dev.sluice.http;

import dev.sluice.dialect.shape.ModelId;
import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.FormRequest.Field;
import dev.sluice.exchange.Upload;
import dev.sluice.media.Spool;
import java.util.ArrayList;
import java.util.List;

/// Reads a request that comes as a form.
final class FormReader {
    private FormReader() {}

    /// @param spool keeps the files for as long as the request lasts
    /// @throws dev.sluice.exchange.RefusedException where the form cannot be read, or is larger than uploads may be
    static FormRequest read(Incoming incoming, Spool spool) {
        long limit = incoming.call().running().config().server().maxUpload();
        List<Field> fields = new ArrayList<>();
        List<Upload> files = new ArrayList<>();
        Multipart form = Multipart.of(incoming, limit, "server.max-upload");
        for (Part part = form.next(); part != null; part = form.next()) {
            String filename = part.filename();
            if (filename == null) {
                fields.add(new Field(part.name(), part.text()));
            } else {
                files.add(new Upload(part.name(), filename, part.contentType(), spool.take(part.content())));
            }
        }
        String model = value(fields, "model");
        String providers = value(fields, "provider");
        return new FormRequest(
                fields,
                files,
                model == null ? null : ModelId.require(model),
                providers == null || providers.isBlank()
                        ? List.of()
                        : List.of(providers.strip().split("\\s+")),
                incoming.travelling());
    }

    private static @org.jspecify.annotations.Nullable String value(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst()
                .orElse(null);
    }
}
