package dev.sluice.config;

/// `docs`: where the API's documentation is served and what it calls itself.
///
/// @param version empty = the program's own
public record DocsConfig(
        String swagger, String redoc, String openapi, String title, String description, String version) {
    public DocsConfig {
        Rules.of("docs")
                .check(path(swagger), "swagger", "must be a path such as /docs")
                .check(path(redoc), "redoc", "must be a path such as /redoc")
                .check(path(openapi), "openapi", "must be a path such as /openapi.json")
                .check(
                        !swagger.equals(redoc) && !swagger.equals(openapi),
                        "swagger",
                        "must differ from the other paths")
                .check(!redoc.equals(openapi), "redoc", "must differ from the other paths")
                .check(!title.isBlank(), "title", "must not be empty")
                .done();
    }

    private static boolean path(String text) {
        return text.matches("(/[A-Za-z0-9_.~-]+)+") && !text.matches(".*/\\.{1,2}(/.*)?");
    }
}
