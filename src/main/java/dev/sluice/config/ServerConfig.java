package dev.sluice.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// `server`: where the gateway listens and what it lets in. Host, port and TLS speak of the runnable jar only.
///
/// @param port 0 = any free one
/// @param basePath taken off the front of every path: empty, or `/x/y` without a slash at its end
/// @param publicUrl what absolute links begin with; absent = what the request says
/// @param corsOrigins origins that browsers may call from; `*` = any
/// @param maxBody bytes of a JSON request
/// @param maxUpload bytes of an uploaded file
/// @param executor JNDI name of the server's threads for requests; empty = virtual threads of our own
public record ServerConfig(
        String host,
        int port,
        String basePath,
        Optional<URI> publicUrl,
        List<String> corsOrigins,
        long maxBody,
        long maxUpload,
        TlsConfig tls,
        PublicApiConfig publicApi,
        String executor) {
    public ServerConfig {
        host = host.strip();
        executor = executor.strip();
        basePath = normalised(basePath);
        corsOrigins = List.copyOf(corsOrigins);
        Rules.of("server")
                .check(!host.isEmpty(), "host", "must not be empty")
                .between("port", port, 0, 65_535)
                .check(
                        plain(basePath),
                        "base-path",
                        "must be a path like /x/y without ., .., ?, #, %, \\ or white space")
                .check(
                        publicUrl.isEmpty() || WebAddress.fault(publicUrl.get()).isEmpty(),
                        "public-url",
                        "must be an http or https address")
                .atLeast("max-body", maxBody, 1)
                .atLeast("max-upload", maxUpload, 1)
                .done();
    }

    private static String normalised(String path) {
        String joined = String.join(
                "/",
                List.of(path.strip().split("/")).stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
        return joined.isEmpty() ? "" : "/" + joined;
    }

    private static boolean plain(String path) {
        return path.isEmpty() || path.matches("(/(?!\\.{1,2}(/|$))[^/\\s\\p{Cntrl}?#%\\\\;]+)+");
    }
}
