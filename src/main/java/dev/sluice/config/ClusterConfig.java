package dev.sluice.config;

/// `cluster`: what several nodes share besides the data store.
///
/// @param redis address of a Redis server, which may hold a password; absent = none
public record ClusterConfig(Secret redis) {
    public ClusterConfig {
        Rules.of("cluster")
                .check(
                        !redis.present() || redis.reveal().matches("(?s)rediss?://.+"),
                        "redis",
                        "must begin with redis:// or rediss://")
                .done();
    }
}
