package dev.sluice.upstream;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a connection leads: requests with an equal origin may share one.
///
/// @param host lower case, without the brackets of an IPv6 address
record Origin(boolean tls, String host, int port, Optional<URI> proxy) {
    static Origin of(URI uri, Optional<URI> proxy) {
        var scheme = uri.getScheme();
        var tls = "https".equalsIgnoreCase(scheme);
        if (!tls && !"http".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("an upstream's address begins with http:// or https://");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("an upstream's address holds no user info; set a header instead");
        }
        var host = uri.getHost();
        var port = uri.getPort();
        if (host == null) {
            // java.net.URI takes no underscores and no letters beyond ASCII in a host; container networks and people do
            var authority = uri.getRawAuthority();
            var colon = authority == null ? -1 : authority.lastIndexOf(':');
            host = hostOf(colon < 0 ? authority : authority.substring(0, colon));
            port = colon < 0 ? -1 : portOf(authority.substring(colon + 1));
        } else if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        return new Origin(tls, host.toLowerCase(Locale.ROOT), port < 0 ? (tls ? 443 : 80) : portInRange(port), proxy);
    }

    private static String hostOf(@Nullable String text) {
        var host = text == null ? "" : IDN.toASCII(text, IDN.ALLOW_UNASSIGNED);
        for (int i = 0; i < host.length(); i++) {
            var c = host.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._-".indexOf(c) >= 0)) {
                throw new IllegalArgumentException("an upstream's address has no valid host");
            }
        }
        if (host.isEmpty()) {
            throw new IllegalArgumentException("an upstream's address has no host");
        }
        return host;
    }

    private static int portOf(String digits) {
        try {
            return digits.isEmpty() ? -1 : Integer.parseUnsignedInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("an upstream's address has no valid port", e);
        }
    }

    private static int portInRange(int port) {
        if (port == 0 || port > 65535) {
            throw new IllegalArgumentException("an upstream's address has no valid port");
        }
        return port;
    }

    /// Host and port as the `Host` header names them.
    String authority() {
        return port == (tls ? 443 : 80) ? bracketed() : bracketed() + ':' + port;
    }

    /// Host and port as `CONNECT` names them.
    String authorityWithPort() {
        return bracketed() + ':' + port;
    }

    private String bracketed() {
        return host.indexOf(':') < 0 ? host : '[' + host + ']';
    }

    /// The origin of the proxy itself.
    Optional<Origin> proxyOrigin() {
        return proxy.map(address -> {
            if (!"http".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
                throw new IllegalArgumentException("a proxy's address begins with http:// and names a host");
            }
            var port = address.getPort() < 0 ? 80 : portInRange(address.getPort());
            var host = address.getHost();
            return new Origin(
                    false, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port, Optional.empty());
        });
    }
}
