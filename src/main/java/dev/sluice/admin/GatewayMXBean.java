package dev.sluice.admin;

import java.util.List;

/// One deployed gateway, as a server's console shows it: `dev.sluice:type=Gateway,context=/ai`.
public interface GatewayMXBean {

    String getVersion();

    /// `serving` or `draining`.
    String getState();

    String getConfigurationFile();

    /// When the configuration in force was read, as ISO 8601.
    String getConfigurationSince();

    /// Why the file as it is now is not in force; empty when it is.
    String getConfigurationProblem();

    /// Names in failover order, those that are switched off included.
    List<String> getProviders();

    /// Requests to models under way now, streams included.
    int getOpenRequests();

    /// Streams under way now.
    int getOpenStreams();

    /// Refuses new requests with 503 and is not ready any more; those under way go on to their end.
    void drain();

    /// Serves new requests again.
    void resume();

    /// Reads the configuration file now.
    ///
    /// @throws IllegalArgumentException where it cannot be used, with everything that is wrong; the old
    ///     one stays in force
    void reload();
}
