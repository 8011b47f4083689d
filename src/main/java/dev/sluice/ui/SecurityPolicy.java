package dev.sluice.ui;

/// What a browser may do on each page: nothing but what the page needs, and nothing from another host.
final class SecurityPolicy {

    /// For a file that is no page, should a browser open it as one.
    static final String ASSET = "default-src 'none'; frame-ancestors 'none'";

    static final String LANDING = page("'self'", "");

    /// Swagger UI and ReDoc write style elements of their own.
    static final String SWAGGER = page("'self' 'unsafe-inline'", "");

    /// ReDoc searches in a worker that it makes from a blob.
    static final String REDOC = page("'self' 'unsafe-inline'", " worker-src blob:;");

    private SecurityPolicy() {}

    private static String page(String styles, String more) {
        return "default-src 'none'; script-src 'self'; style-src " + styles
                + "; img-src 'self' data:; connect-src 'self'; font-src 'self' data:;" + more
                + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    }
}
