package dev.sluice.ui;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Finds and renders the landing page, the documentation pages and what they load; everything else is not there.
///
/// Thread-safe. What was read once is kept, at most [#MOST_KEPT] files, of which a gateway has fewer.
public final class Pages {
    private static final int MOST_KEPT = 64;
    private static final int LONGEST_PATH = 200;
    private static final Pattern ASSET = Pattern.compile("/assets(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
    private static final Pattern INNER = Pattern.compile("(?i).*/(WEB|META)-INF(/.*)?");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "png", "image/png",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8",
            "woff2", "font/woff2");

    private static final String HTML = "text/html; charset=utf-8";

    /// No name has a version in it, so a browser asks each time, and mostly hears that it has the file already.
    private static final String ASK_EACH_TIME = "no-cache";

    /// ReDoc would fetch its maker's mark from its maker's host.
    private static final String FOREIGN_MARK = "https://cdn.redoc.ly/redoc/logo-mini.svg";

    private final AssetSource source;
    private final PageNames names;
    private final String publicUrl;
    private final Map<String, Asset> kept = new ConcurrentHashMap<>();

    public Pages(AssetSource source, PageNames names) {
        this(source, names, "");
    }

    /// @param publicUrl what callers are to use; empty = the address that the page was loaded from
    public Pages(AssetSource source, PageNames names, String publicUrl) {
        this.source = source;
        this.names = names;
        this.publicUrl = publicUrl;
    }

    /// What a browser gets for `path`, or nothing where no page or file has it.
    ///
    /// @param path below the application's root, with a slash in front, as it came: a path that is not plain is not
    ///     found
    public Optional<Asset> at(String path) {
        Asset known = kept.get(path);
        return known == null ? read(path) : Optional.of(known);
    }

    private Optional<Asset> read(String path) {
        Optional<Asset> found = rendered(path);
        if (kept.size() < MOST_KEPT) {
            found.ifPresent(asset -> kept.put(path, asset));
        }
        return found;
    }

    private Optional<Asset> rendered(String path) {
        if (path.equals("/") || path.equals("/index.html")) {
            return page("index.html", path, SecurityPolicy.LANDING);
        }
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (path.equals(names.docs())) {
            return page("docs.html", path, SecurityPolicy.SWAGGER);
        }
        if (path.equals(names.redoc())) {
            return page("redoc.html", path, SecurityPolicy.REDOC);
        }
        if (path.equals("/logs")) {
            return page("logs.html", path, SecurityPolicy.LANDING);
        }
        return isAsset(path) ? file(path.substring(1)) : Optional.empty();
    }

    private static boolean isAsset(String path) {
        return path.length() <= LONGEST_PATH
                && (path.equals("/favicon.svg")
                        || ASSET.matcher(path).matches() && !INNER.matcher(path).matches());
    }

    private Optional<Asset> page(String file, String path, String policy) {
        return source.read(file).map(bytes -> asset(Template.filled(bytes, values(path)), HTML, policy));
    }

    private Optional<Asset> file(String file) {
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        return source.read(file)
                .map(bytes -> file.endsWith("/redoc.standalone.js") ? withoutForeignMark(bytes) : bytes)
                .map(bytes -> asset(bytes, type, SecurityPolicy.ASSET));
    }

    /// Links lead from the page's own depth, so that they hold under any prefix.
    private Map<String, String> values(String path) {
        long depth = path.chars().filter(c -> c == '/').count() - 1;
        String root = depth == 0 ? "./" : "../".repeat((int) depth);
        return Map.of(
                "title", names.title(),
                "description", names.description(),
                "root", root,
                "publicurl", publicUrl,
                "docs", link(root, names.docs()),
                "redoc", link(root, names.redoc()),
                "openapi", link(root, names.openapi()));
    }

    private static String link(String root, String path) {
        return path.isEmpty() ? "" : root + path.substring(1);
    }

    private static byte[] withoutForeignMark(byte[] script) {
        // one character for one byte, so that every other byte stays as it is
        String text = new String(script, StandardCharsets.ISO_8859_1);
        return text.replace(FOREIGN_MARK, "data:,").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Asset asset(byte[] bytes, String type, String policy) {
        return new Asset(bytes, type, '"' + hash(bytes) + '"', ASK_EACH_TIME, policy);
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
