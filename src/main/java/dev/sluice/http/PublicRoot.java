package dev.sluice.http;

import dev.sluice.config.ServerConfig;
import jakarta.servlet.http.HttpServletRequest;

/// The address of the gateway's root as the caller sees it, for absolute links.
///
/// `server.public-url` says it for good. Else a trusted proxy's word counts, and where that is silent, the request. A
/// prefix that a proxy tells stands in place of context path and base path: it is all of the path that a caller sees
/// in front of ours, whether the proxy strips it or not.
final class PublicRoot {
    private PublicRoot() {}

    /// Without a slash at its end.
    static String of(Call call, HttpServletRequest request) {
        ServerConfig server = call.running().config().server();
        return server.publicUrl()
                .map(Object::toString)
                .map(PublicRoot::withoutSlash)
                .orElseGet(() -> {
                    Forwarding told = call.forwarding();
                    String scheme = told.scheme().orElse(request.getScheme());
                    String host = told.host().orElseGet(() -> host(request));
                    String path = told.prefix().orElse(request.getContextPath() + call.basePath());
                    return scheme + "://" + host + path;
                });
    }

    private static String host(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host != null && Forwarding.isHost(host) ? host : request.getLocalAddr() + ":" + request.getLocalPort();
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
