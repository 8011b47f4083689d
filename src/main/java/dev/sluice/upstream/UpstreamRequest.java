package dev.sluice.upstream;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// What is sent to an upstream.
///
/// @param uri absolute, `http` or `https`, without user info
/// @param headers as they go out; `Host` is added when absent, the framing headers are the client's own
/// @param body of length 0 = none
/// @param proxy the HTTP proxy on the way; its user info becomes `Proxy-Authorization`
public record UpstreamRequest(
        String method, URI uri, Map<String, String> headers, RequestBody body, Optional<URI> proxy) {
    public UpstreamRequest {
        headers = Map.copyOf(headers);
    }

    /// @param body not copied, and not to be changed until the reply is there
    public UpstreamRequest(String method, URI uri, Map<String, String> headers, byte[] body, Optional<URI> proxy) {
        this(method, uri, headers, RequestBody.of(body), proxy);
    }
}
