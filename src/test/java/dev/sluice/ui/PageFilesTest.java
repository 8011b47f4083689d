package dev.sluice.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {
    private static final Pattern LINK = Pattern.compile("\\s(?:href|src|data-openapi|data-health)=\"([^\"]*)\"");

    private final Pages pages = TestingAssets.pages();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs", "/redoc"})
    void needsNothingInline(String path) {
        assertThat(html(path))
                .doesNotContainPattern("(?i)<script(?![^>]*\\ssrc=)")
                .doesNotContainPattern("(?i)<style")
                .doesNotContainPattern("(?i)\\sstyle=")
                .doesNotContainPattern("(?i)\\son[a-z]+=")
                .doesNotContainPattern("(?i)javascript:")
                .doesNotContain("<base");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs", "/redoc"})
    void linksOnlyBelowItselfAndOnlyToWhatIsThere(String path) {
        List<String> links =
                LINK.matcher(html(path)).results().map(found -> found.group(1)).toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> {
            assertThat(link).matches("\\./[A-Za-z0-9./_-]*|#[a-z]+");
            assertThat(exists(link)).as(link).isTrue();
        });
    }

    private boolean exists(String link) {
        boolean served =
                List.of("./openapi.json", "./v1/models", "./monitor/health").contains(link);
        // the build unpacks the libraries' files, which are not in the sources
        boolean vendor = link.startsWith("./assets/vendor/");
        return served
                || vendor
                || link.startsWith("#")
                || pages.at(link.substring(1)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/redoc", "/"})
    void namesTheOpenApiDocumentInItsHtml(String path) {
        assertThat(html(path))
                .contains("<link rel=\"service-desc\" type=\"application/json\" href=\"./openapi.json\">")
                .contains("<a href=\"./openapi.json\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs", "/redoc"})
    void everyIdIsThereOnceAndEveryReferenceHasOne(String path) {
        var ids = found("\\sid=\"([^\"]+)\"", html(path));
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(found("\\s(?:aria-controls|aria-labelledby|data-copies)=\"([^\"]+)\"", html(path)))
                .isSubsetOf(ids);
        assertThat(found("\\shref=\"#([^\"]+)\"", html(path))).isSubsetOf(ids);
    }

    @Test
    void noFileOfOursSpeaksToAnotherHost() throws IOException {
        try (var files = Files.walk(TestingAssets.WEBAPP)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(found("(?:https?:)?//([a-z0-9-]+(?:\\.[a-z0-9-]+)+)", Files.readString(file)))
                        .as(file.toString())
                        .isSubsetOf("127.0.0.1", "www.w3.org");
            }
        }
    }

    @Test
    void theSnippetsAskTheGatewayThatThePageIsOn() {
        assertThat(found("<span data-base>([^<]*)</span>", html("/"))).hasSize(5);
        assertThat(found("role=\"tab\" id=\"tab-([a-z]+)\"", html("/")))
                .containsExactly("curl", "python", "javascript", "java", "langchain");
    }

    private String html(String path) {
        Optional<Asset> asset = pages.at(path);
        return new String(asset.orElseThrow().bytes(), UTF_8);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
