package dev.sluice.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// `egress`: which addresses may be reached on a caller's word.
///
/// @param allow hosts, addresses or networks that callers' URLs may reach although they are not public
/// @param proxies proxies that a request may ask for
/// @param proxy the way out for all providers
public record EgressConfig(List<String> allow, List<String> proxies, Optional<URI> proxy) {
    public EgressConfig {
        allow = List.copyOf(allow);
        proxies = List.copyOf(proxies);
        Rules.of("egress")
                .check(allow.stream().noneMatch(String::isBlank), "allow", "must not hold an empty entry")
                .check(proxies.stream().noneMatch(String::isBlank), "proxies", "must not hold an empty entry")
                .check(
                        proxy.flatMap(WebAddress::proxyFault).isEmpty(),
                        "proxy",
                        proxy.flatMap(WebAddress::proxyFault).orElse(""))
                .done();
    }

    /// Shows no proxy's password.
    @Override
    public String toString() {
        return "EgressConfig[allow=" + allow + ", proxies=" + proxies.size() + ", proxy="
                + proxy.map(WebAddress::shown).orElse("") + "]";
    }
}
