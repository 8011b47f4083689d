package dev.sluice.testing;

/// Configuration files for tests: short limits, so that what must time out does so soon.
public final class TestingConfig {
    public static final String UPSTREAM_KEY = "upstream-secret-4711";

    private TestingConfig() {}

    /// One provider `fake` at `upstream`, which serves `gpt-fake` and any `fake/…`; `more` is further YAML.
    public static String of(TestingUpstream upstream, String more) {
        return limits() + "providers:\n" + provider("fake", upstream.baseUrl(), "models: [gpt-fake]") + more;
    }

    public static String limits() {
        return """
            limits:
              request-timeout: 6s
              first-token-timeout: 1500ms
              idle-timeout: 1500ms
              connect-timeout: 2s
              ping-interval: 200ms
            """;
    }

    /// One entry of `providers`; `more` is further keys of it, in flow style.
    public static String provider(String name, String baseUrl, String more) {
        return provider(name, "openai", baseUrl, more);
    }

    /// The same of another kind.
    public static String provider(String name, String kind, String baseUrl, String more) {
        return "  " + name + ": { kind: " + kind + ", base-url: \"" + baseUrl + "\", api-key: " + UPSTREAM_KEY + ", "
                + more + " }\n";
    }
}
