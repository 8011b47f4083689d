package dev.sluice.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private final Pages pages = TestingAssets.pages();

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/index.html, text/html; charset=utf-8",
        "/docs, text/html; charset=utf-8",
        "/redoc, text/html; charset=utf-8",
        "/favicon.svg, image/svg+xml",
        "/assets/sluice.css, text/css; charset=utf-8",
        "/assets/landing.js, text/javascript; charset=utf-8"
    })
    void findsPagesAndAssets(String path, String type) {
        assertThat(pages.at(path)).hasValueSatisfying(asset -> {
            assertThat(asset.contentType()).isEqualTo(type);
            assertThat(asset.bytes()).isNotEmpty();
            assertThat(asset.etag()).matches("\"[A-Za-z0-9_-]{22}\"");
            assertThat(asset.cacheControl()).isEqualTo("no-cache");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//",
                "index.html",
                "/docs/",
                "/docs.html",
                "/redoc.html",
                "/nothing",
                "/assets",
                "/assets/",
                "/assets/nothing.js",
                "/assets/../index.html",
                "/assets/./sluice.css",
                "/assets//sluice.css",
                "/assets/.hidden.css",
                "/assets/%2e%2e/index.html",
                "/assets/sluice.css;v=1",
                "/assets/sluice.css?v=1",
                "/assets\\sluice.css",
                "/assets/sluice.css\0",
                "/assets/sluice.css\n",
                "/WEB-INF/web.xml",
                "/META-INF/context.xml",
                "/assets/WEB-INF/web.css",
                "/assets/meta-inf/a.css",
                "/assets/page.html",
                "/assets/program.class",
                "/assets/é.css"
            })
    void findsNothingElse(String path) {
        var everything = new Pages(file -> Optional.of(new byte[] {1}), PageNames.DEFAULT);
        if (!path.equals("/assets/nothing.js")) {
            assertThat(everything.at(path)).isEmpty();
        }
        assertThat(pages.at(path)).isEmpty();
        assertThat(everything.at("/assets/" + "a".repeat(300) + ".css")).isEmpty();
    }

    @Test
    void fillsPlacesEscapedAndOnlyOnce() {
        var names = new PageNames("<b>\"A\" & 'B'</b> {{root}} $1 \\", "d", "/docs", "/redoc", "/openapi.json");
        var page = new Pages(file -> Optional.of("<title>{{title}}</title>".getBytes(UTF_8)), names).at("/");
        assertThat(text(page))
                .isEqualTo("<title>&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt; {{root}} $1 \\</title>");
    }

    @Test
    void refusesAPlaceThatNobodyFills() {
        var broken = new Pages(file -> Optional.of("{{secret}}".getBytes(UTF_8)), PageNames.DEFAULT);
        assertThatThrownBy(() -> broken.at("/")).hasMessageContaining("{{secret}}");
    }

    @Test
    void leavesAssetsAsTheyAre() {
        byte[] bytes = "{{title}}\r\n\u00e9".getBytes(UTF_8);
        assertThat(new Pages(file -> Optional.of(bytes), PageNames.DEFAULT)
                        .at("/assets/a.js")
                        .orElseThrow()
                        .bytes())
                .isEqualTo(bytes);
    }

    @Test
    void takesTheForeignMarkOutOfReDocAndNothingElse() {
        String script = "é\";src:\"https://cdn.redoc.ly/redoc/logo-mini.svg\";\u20ac";
        var asset = new Pages(file -> Optional.of(script.getBytes(UTF_8)), PageNames.DEFAULT)
                .at("/assets/vendor/redoc.standalone.js");
        assertThat(text(asset)).isEqualTo("é\";src:\"data:,\";\u20ac");
    }

    @Test
    void linksHoldWhereverAPageLives() {
        var deep = new Pages(
                TestingAssets::read, new PageNames("T", "D", "/help/api/try", "/help/read", "/spec/openapi.json"));
        assertThat(text(deep.at("/help/api/try")))
                .contains("href=\"../../favicon.svg\"", "href=\"../../help/read\"", "href=\"../../spec/openapi.json\"")
                .contains("data-openapi=\"../../spec/openapi.json\"");
        assertThat(text(deep.at("/"))).contains("href=\"./help/api/try\"", "href=\"./spec/openapi.json\"");
        assertThat(deep.at("/docs")).isEmpty();
        assertThat(deep.at("/redoc")).isEmpty();
    }

    @Test
    void aPageWithoutAPathIsNotThere() {
        var without = new Pages(TestingAssets::read, new PageNames("T", "D", "", "", ""));
        assertThat(without.at("")).isEmpty();
        assertThat(without.at("/docs")).isEmpty();
        assertThat(text(without.at("/"))).contains("<a href=\"\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs", "/", "//x", "/a/", "/../a", "/.a", "/a b", "/a?b", "/a;b", "/%61", "/{a}", "/a\n"})
    void refusesAPathThatIsNone(String path) {
        assertThatThrownBy(() -> new PageNames("T", "D", path, "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("docs.swagger: ");
    }

    @Test
    void speaksForItselfWhereTheOperatorSaysNothing() {
        assertThat(text(pages.at("/"))).contains("<title>Sluice</title>", "An OpenAI-compatible gateway");
    }

    @Test
    void aBrowserThatHasTheFileIsTold() {
        Asset asset = pages.at("/favicon.svg").orElseThrow();
        assertThat(asset.known(asset.etag())).isTrue();
        assertThat(asset.known("\"other\", W/" + asset.etag())).isTrue();
        assertThat(asset.known("*")).isTrue();
        assertThat(asset.known("\"other\"")).isFalse();
        assertThat(asset.known("")).isFalse();
    }

    @Test
    void eachPageMayDoOnlyWhatItNeeds() {
        assertThat(policy("/"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " connect-src 'self'; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none';"
                        + " form-action 'self'");
        assertThat(policy("/docs"))
                .contains("script-src 'self';", "style-src 'self' 'unsafe-inline';")
                .doesNotContain("worker-src");
        assertThat(policy("/redoc"))
                .contains("script-src 'self';", "style-src 'self' 'unsafe-inline';", "worker-src blob:;");
        assertThat(policy("/assets/sluice.css")).startsWith("default-src 'none'");
        for (String path : List.of("/", "/docs", "/redoc", "/favicon.svg")) {
            assertThat(policy(path)).contains("frame-ancestors 'none'").doesNotContain("*", "http", "unsafe-eval");
        }
    }

    @Test
    void readsAFileOnceAndKeepsABoundedNumber() {
        var reads = new AtomicInteger();
        var asked = new ArrayList<String>();
        var counting = new Pages(
                file -> {
                    reads.incrementAndGet();
                    asked.add(file);
                    return Optional.of(new byte[0]);
                },
                PageNames.DEFAULT);
        counting.at("/assets/a.css");
        counting.at("/assets/a.css");
        assertThat(asked).containsExactly("assets/a.css");
        for (int i = 0; i < 200; i++) {
            counting.at("/assets/" + i + ".css");
        }
        counting.at("/assets/199.css");
        assertThat(reads).hasValue(202);
    }

    private String policy(String path) {
        return pages.at(path).orElseThrow().contentSecurityPolicy();
    }

    private static String text(Optional<Asset> asset) {
        return new String(asset.orElseThrow().bytes(), UTF_8);
    }
}
