package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/// What every refusal must be, whatever it is about.
public final class Refusals {
    private Refusals() {}

    /// Checks the status, OpenAI's error shape and that nothing of the inside shows; gives the `error` object.
    public static JsonNode refused(HttpResponse<String> response, int status, String type) {
        JsonNode error = refused(response, status);
        assertThat(error.path("type").asText()).as(response.body()).isEqualTo(type);
        return error;
    }

    public static JsonNode refused(HttpResponse<String> response, int status) {
        String body = response.body();
        assertThat(response.statusCode()).as(body).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        assertThat(response.headers().firstValue("x-request-id")).isPresent();
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(response.headers().firstValue("server")).isEmpty();
        assertThat(response.headers().firstValue("x-powered-by")).isEmpty();
        return error(body);
    }

    /// The `error` object of a body or of an event's data, in OpenAI's shape and without anything of the inside.
    public static JsonNode error(String json) {
        assertThat(json).doesNotContain("dev.sluice", "Exception", "\tat ", "Tomcat", TestingConfig.UPSTREAM_KEY);
        JsonNode error = Json.parse(json).path("error");
        assertThat(error.path("message").asText()).as(json).isNotBlank();
        assertThat(error.path("type").asText()).as(json).isNotBlank();
        assertThat(error.has("param")).as(json).isTrue();
        assertThat(error.has("code")).as(json).isTrue();
        return error;
    }
}
