package dev.sluice.provider.azure;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Where the deployments of an Azure resource are (https://learn.microsoft.com/azure/ai-foundry/openai/reference and
/// https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle, read 2026-11-21).
///
/// A `base-url` with `?api-version=` means the older form, with the deployment in the path; without one it means `v1`,
/// with the deployment in the body.
///
/// @param base without query
/// @param query what follows each path; empty for nothing
/// @param form how a deployment is named
record AzureAddress(String base, String query, Form form) {
    private static final Pattern DEPLOYMENT = Pattern.compile(".*/deployments/[^/]+");
    private static final String CHAT = "/chat/completions";

    /// How a deployment is named.
    enum Form {
        /// In the body.
        V1,
        /// In the path.
        PATH,
        /// By the address alone.
        FIXED
    }

    static AzureAddress of(URI url) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String path = url.getRawPath().replaceAll("/+$", "");
        String host = url.getScheme() + "://" + url.getRawAuthority();
        String shortened = path.endsWith(CHAT) ? path.substring(0, path.length() - CHAT.length()) : path;
        if (DEPLOYMENT.matcher(shortened).matches()) {
            return new AzureAddress(host + shortened, query, Form.FIXED);
        }
        boolean versioned = query.contains("api-version=");
        if (shortened.endsWith("/v1")) {
            return new AzureAddress(host + shortened, query, Form.V1);
        }
        String below = shortened.endsWith("/openai") ? shortened : shortened + "/openai";
        return versioned
                ? new AzureAddress(host + below, query, Form.PATH)
                : new AzureAddress(host + below + "/v1", query, Form.V1);
    }

    /// Whether Azure would refuse every request for want of a version.
    boolean lacksVersion() {
        return form != Form.V1 && !query.contains("api-version=");
    }

    String chat(String deployment) {
        return path(CHAT, deployment);
    }

    /// @param endpoint OpenAI's path below `/v1`
    String path(String endpoint, String deployment) {
        return switch (form) {
            case V1, FIXED -> endpoint + query;
            case PATH -> "/deployments/" + encoded(deployment) + endpoint + query;
        };
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
