package dev.sluice.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.DocsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The description of the API, which the build makes from the resources, with the operator's title and words.
final class OpenApiDocument {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private OpenApiDocument() {}

    /// @param docs what it is called and where it is served
    /// @param server the gateway's root; where it is not told, the folder that the document's path is
    ///     relative to, so that it holds under any prefix
    static byte[] bytes(DocsConfig docs, Optional<String> server) {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("the build made no openapi.json");
            }
            ObjectNode document = (ObjectNode) MAPPER.readTree(in);
            ObjectNode about = document.withObjectProperty("info");
            about.put("title", docs.title());
            if (!docs.description().isEmpty()) {
                about.put("description", docs.description());
            }
            if (!docs.version().isEmpty()) {
                about.put("version", docs.version());
            }
            String url = server.map(root -> root + "/").orElseGet(() -> root(docs.openapi()));
            document.putArray("servers").addObject().put("url", url);
            return MAPPER.writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String root(String path) {
        long depth = path.chars().filter(c -> c == '/').count() - 1;
        return depth == 0 ? "./" : "../".repeat((int) depth);
    }
}
