package dev.sluice.config;

import java.net.URI;
import java.util.Optional;

/// What makes an address fit to send requests to.
final class WebAddress {
    private WebAddress() {}

    /// What is wrong with an http(s) address; empty when nothing is. Never repeats the address: it may hold a password.
    static Optional<String> fault(URI address) {
        String scheme = address.getScheme();
        if (scheme == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            return Optional.of("must begin with http:// or https://");
        }
        if (address.getRawUserInfo() != null) {
            return Optional.of("must not hold a user name or password");
        }
        if (address.getHost() == null) {
            return Optional.of("must name a host (letters, digits, - and . only)");
        }
        if (address.getRawFragment() != null) {
            return Optional.of("must not hold a #");
        }
        return Optional.empty();
    }

    /// The same for a proxy, which may need a password.
    static Optional<String> proxyFault(URI address) {
        String scheme = address.getScheme();
        if (scheme == null || !scheme.equalsIgnoreCase("http")) {
            return Optional.of(
                    "must begin with http://: proxies are spoken to without TLS, https goes through a tunnel");
        }
        return address.getHost() == null ? Optional.of("must name a host") : Optional.empty();
    }

    /// The address as it may be shown: without user name and password.
    static String shown(URI address) {
        String userInfo = address.getRawUserInfo();
        return userInfo == null ? address.toString() : address.toString().replace(userInfo + "@", "***@");
    }
}
