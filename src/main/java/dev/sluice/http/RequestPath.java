package dev.sluice.http;

import dev.sluice.config.DocsConfig;
import dev.sluice.config.SluiceConfig;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The path of a request as the doors know it: without the configured base path, and with the `v1/` that some
/// clients forget.
///
/// @param path encoded as it came, without a leading slash
/// @param basePath the configured base path where it stood in front, else empty
/// @param changed the address to match instead, where the path was put right
record RequestPath(String path, String basePath, Optional<URI> changed) {
    private static final String VERSION = "v1/";
    /// Documented without a version, and found with one, too.
    private static final String SEARCH = "search/";
    private static final Pattern MEDIA = Pattern.compile("images/[0-9a-f]{64}\\.[a-z0-9]{2,4}");
    private static final Set<String> NEED_VERSION = Set.of(
            "TTI",
            "TTS",
            "audio",
            "batches",
            "billing",
            "chat",
            "completions",
            "embeddings",
            "files",
            "images",
            "internal",
            "messages",
            "models",
            "moderations",
            "providers",
            "rerank",
            "responses",
            "upload_cookies");

    static RequestPath of(UriInfo uri, SluiceConfig config) {
        String basePath = config.server().basePath();
        String asked = withoutSlash(uri.getPath(false));
        boolean based = !basePath.isEmpty() && (asked + "/").startsWith(basePath.substring(1) + "/");
        String path = based ? withoutSlash(asked.substring(basePath.length() - 1)) : asked;
        if (NEED_VERSION.contains(firstSegment(path)) && !MEDIA.matcher(path).matches()
                || path.equals("media/generate")) {
            path = VERSION + path;
        } else if ((path + "/").startsWith(VERSION + SEARCH)) {
            path = path.substring(VERSION.length());
        }
        String matched = documentation(path, config.docs());
        return new RequestPath(
                path,
                based ? basePath : "",
                matched.equals(asked) ? Optional.empty() : Optional.of(moved(uri, matched)));
    }

    /// The documentation is served under paths that an operator may choose; its resource knows the usual ones.
    private static String documentation(String path, DocsConfig docs) {
        String asked = "/" + path;
        if (asked.equals(docs.swagger())) {
            return "docs";
        }
        if (asked.equals(docs.redoc())) {
            return "redoc";
        }
        return asked.equals(docs.openapi()) ? "openapi.json" : path;
    }

    private static URI moved(UriInfo uri, String path) {
        return UriBuilder.fromUri(uri.getBaseUri())
                .path(path)
                .replaceQuery(uri.getRequestUri().getRawQuery())
                .build();
    }

    private static String firstSegment(String path) {
        int end = path.indexOf('/');
        return end < 0 ? path : path.substring(0, end);
    }

    private static String withoutSlash(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
