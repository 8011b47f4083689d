package dev.sluice.config;

import java.util.List;

/// `auth.sso`: identity told by a proxy in front.
///
/// @param trustedProxies addresses or networks (CIDR) whose headers are believed; empty = off
/// @param adminGroups groups whose members are operators
public record SsoConfig(String headerUser, String headerGroups, List<String> trustedProxies, List<String> adminGroups) {
    private static final String HEADER = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

    public SsoConfig {
        trustedProxies = List.copyOf(trustedProxies);
        adminGroups = List.copyOf(adminGroups);
        Rules.of("auth.sso")
                .check(headerUser.matches(HEADER), "header-user", "must be the name of an HTTP header")
                .check(headerGroups.matches(HEADER), "header-groups", "must be the name of an HTTP header")
                .check(
                        trustedProxies.stream().allMatch(Network::written),
                        "trusted-proxies",
                        "must hold IP addresses or networks such as 10.0.0.0/8")
                .done();
    }
}
