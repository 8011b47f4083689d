package dev.sluice.testing;

/// A server on which Sluice is deployed under `/` and under `/ai`, whoever started it and deployed there.
public interface DeployedSluice {
    /// The address of the server, without a path.
    String url();

    /// A client of the deployment under this context path.
    TestingClient client(String context);

    /// All that the server has logged so far.
    String log();
}
