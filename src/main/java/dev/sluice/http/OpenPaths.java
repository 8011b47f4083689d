package dev.sluice.http;

import dev.sluice.config.DocsConfig;
import java.util.Set;

/// The paths that nobody needs a key for: the landing page, the API's documentation, the shell of the page of
/// requests, assets, health.
final class OpenPaths {
    private static final Set<String> ALWAYS = Set.of(
            "",
            "logs",
            "favicon.svg",
            "favicon.ico",
            "monitor/health",
            "health/live",
            "health/ready",
            "health/started");

    private OpenPaths() {}

    static boolean holds(String path, DocsConfig docs) {
        return ALWAYS.contains(path)
                || path.startsWith("assets/")
                || ("/" + path).equals(docs.swagger())
                || ("/" + path).equals(docs.redoc())
                || ("/" + path).equals(docs.openapi());
    }
}
