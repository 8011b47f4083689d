package dev.sluice.config;

import java.util.List;

/// `auth.sso`: identity told by a proxy in front, and which proxies are believed at all.
///
/// @param headerUser empty = proxies tell addresses only, and nobody's name
/// @param trustedProxies addresses or networks (CIDR) whose headers are believed; empty = off
/// @param adminGroups groups whose members are operators
public record SsoConfig(String headerUser, String headerGroups, List<String> trustedProxies, List<String> adminGroups) {
    private static final String HEADER = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

    public SsoConfig {
        trustedProxies = List.copyOf(trustedProxies);
        adminGroups = List.copyOf(adminGroups);
        Rules.of("auth.sso")
                .check(
                        headerUser.isEmpty() || headerUser.matches(HEADER),
                        "header-user",
                        "must be the name of an HTTP header")
                .check(headerGroups.matches(HEADER), "header-groups", "must be the name of an HTTP header")
                .check(
                        trustedProxies.stream().allMatch(Network::written),
                        "trusted-proxies",
                        "must hold IP addresses or networks such as 10.0.0.0/8")
                .done();
    }

    /// Whether callers are told by a proxy.
    public boolean active() {
        return !trustedProxies.isEmpty() && !headerUser.isEmpty();
    }
}
