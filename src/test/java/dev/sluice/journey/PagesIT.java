package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingUpstream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages a person opens, and what tools and browsers ask before they call.
final class PagesIT {
    private static final Pattern LOADED =
            Pattern.compile("(?:<(?:script|img|link)[^>]*?\\s(?:src|href))=[\"']([^\"']+)[\"']");

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs", "/redoc"})
    void aPageLoadsOnlyWhatIsHere(String path) {
        var page = SLUICE.client().get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("content-security-policy")).isPresent();
        Matcher loaded = LOADED.matcher(page.body());
        while (loaded.find()) {
            if (loaded.group(1).startsWith("data:")) {
                continue;
            }
            URI address = URI.create(SLUICE.url() + path).resolve(loaded.group(1));
            assertThat(address.toString()).startsWith(SLUICE.url());
            assertThat(SLUICE.client().get(address.getRawPath()).statusCode())
                    .as(address.toString())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/redoc"})
    void theDocumentationLinksItsDocument(String path) {
        assertThat(SLUICE.client().get(path).body()).contains("openapi.json");
    }

    @Test
    void theOpenApiDocumentIsSound() {
        var response = SLUICE.client().get("/openapi.json");
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode document = Json.parse(response.body());
        assertThat(document.path("openapi").asText()).startsWith("3.");
        List<String> operations = document.findValuesAsText("operationId");
        assertThat(operations).isNotEmpty().doesNotHaveDuplicates();
        var references = new ArrayList<String>();
        references(document, references);
        assertThat(references).allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        });
        int methods = 0;
        for (JsonNode path : document.path("paths")) {
            for (String method : List.of("get", "post", "put", "patch", "delete")) {
                methods += path.has(method) ? 1 : 0;
            }
        }
        assertThat(operations).as("every operation has an id").hasSize(methods);
    }

    /// A schema's own property may be called `$ref` only as text; anything else by that name is a reference.
    private static void references(JsonNode node, List<String> found) {
        if (node.path("$ref").isTextual()) {
            found.add(node.path("$ref").asText());
        }
        node.forEach(child -> references(child, found));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/api/{provider}/chat/completions",
                "/v1/models",
                "/v1/models/{id}",
                "/media/{file}",
                "/images/{file}",
                "/thumbnail/{file}",
                "/monitor/health",
                "/health/live",
                "/health/ready",
                "/health/started"
            })
    void theOpenApiDocumentDescribes(String path) {
        JsonNode paths = Json.parse(SLUICE.client().get("/openapi.json").body()).path("paths");
        assertThat(paths.has(path))
                .as("paths: " + String.join(" ", (Iterable<String>) paths::fieldNames))
                .isTrue();
    }

    @Test
    void healthIsTold() {
        assertThat(Json.parse(SLUICE.client().get("/monitor/health").body())
                        .path("status")
                        .asText())
                .isEqualTo("healthy");
        for (String path : List.of("/health/live", "/health/ready", "/health/started")) {
            assertThat(SLUICE.client().get(path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void browsersOfOtherOriginsMayCall() {
        var preflight = SLUICE.client()
                .send(
                        "OPTIONS",
                        "/v1/chat/completions",
                        null,
                        "Origin",
                        "https://chat.example.org",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization, content-type");
        assertThat(preflight.statusCode()).isIn(200, 204);
        assertThat(header(preflight, "access-control-allow-origin")).isIn("*", "https://chat.example.org");
        assertThat(header(preflight, "access-control-allow-methods")).contains("POST");
        assertThat(header(preflight, "access-control-allow-headers").toLowerCase(java.util.Locale.ROOT))
                .containsAnyOf("authorization", "*");
        for (String path : List.of("/v1/models", "/v1/nothing")) {
            var response = SLUICE.client().get(path, "Origin", "https://chat.example.org");
            assertThat(header(response, "access-control-allow-origin")).isIn("*", "https://chat.example.org");
            assertThat(header(response, "access-control-allow-credentials")).isNotEqualTo("true");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs", "/openapi.json", "/v1/models", "/monitor/health", "/health/live"})
    void headSaysWhatGetWouldWithoutTheBody(String path) {
        var response = SLUICE.client().send("HEAD", path, null);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "content-type"))
                .isEqualTo(header(SLUICE.client().get(path), "content-type"));
    }

    @Test
    void optionsSaysWhatIsAllowed() {
        var response = SLUICE.client().send("OPTIONS", "/v1/models", null);
        assertThat(response.statusCode()).isIn(200, 204);
        assertThat(header(response, "allow")).contains("GET");
    }

    private static String header(java.net.http.HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
