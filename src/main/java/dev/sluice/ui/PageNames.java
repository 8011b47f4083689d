package dev.sluice.ui;

import java.util.regex.Pattern;

/// What the pages are called and where they live, as the operator wants it.
///
/// @param title the product's name on every page
/// @param description one or two sentences about this gateway; blank = Sluice's own
/// @param docs the path of Swagger UI below the application's root, with a slash in front; empty = no such page
/// @param redoc the path of ReDoc, likewise
/// @param openapi the path of the OpenAPI document, likewise
public record PageNames(String title, String description, String docs, String redoc, String openapi) {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
    private static final String OURS =
            "An OpenAI-compatible gateway for large language models: your providers, your keys, your network.";

    public static final PageNames DEFAULT = new PageNames("Sluice", "", "/docs", "/redoc", "/openapi.json");

    public PageNames {
        title = title.isBlank() ? "Sluice" : title;
        description = description.isBlank() ? OURS : description;
        require("docs.swagger", docs);
        require("docs.redoc", redoc);
        require("docs.openapi", openapi);
    }

    private static void require(String key, String path) {
        if (!path.isEmpty() && !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    key + ": '" + path + "' is not a path such as /docs (letters, digits, '.', '_', '-' and '/').");
        }
    }
}
