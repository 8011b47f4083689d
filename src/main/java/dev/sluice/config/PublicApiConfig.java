package dev.sluice.config;

/// `server.public-api`: a public address for the runnable jar, by Cloudflare's tunnel.
///
/// @param id the tunnel's, where it has a name at Cloudflare; empty = one with a new address at each start
/// @param cloudflared the program; empty = the one on the PATH
public record PublicApiConfig(boolean enabled, String id, String cloudflared) {
    public PublicApiConfig {
        id = id.strip();
        cloudflared = cloudflared.strip();
        Rules.of("server.public-api")
                .check(
                        id.matches("[A-Za-z0-9_-]*"),
                        "id",
                        "must be the name or the id of a tunnel: letters, digits, - and _")
                .done();
    }
}
