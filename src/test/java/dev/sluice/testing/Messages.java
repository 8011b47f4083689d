package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;

/// Requests for messages, and what must be true of the answers.
public final class Messages {
    private Messages() {}

    /// The body of a request with one user message.
    public static String body(String model, boolean stream) {
        return body(model, stream, "");
    }

    /// @param more further members, each with a comma before it
    public static String body(String model, boolean stream, String more) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":100,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]" + more + "}";
    }

    /// Checks the status and Anthropic's shape of an error, and that nothing of the inside shows.
    public static JsonNode refused(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
        JsonNode error = error(response.body());
        assertThat(error.path("type").asText()).as(response.body()).isEqualTo(type);
        assertThat(Json.parse(response.body()).path("request_id").asText())
                .isEqualTo(response.headers().firstValue("x-request-id").orElse("none"))
                .isEqualTo(response.headers().firstValue("request-id").orElse("none"));
        return error;
    }

    /// The `error` object of a body or of an event's data.
    public static JsonNode error(String json) {
        assertThat(json).doesNotContain("dev.sluice", "Exception", "\tat ", TestingConfig.UPSTREAM_KEY);
        JsonNode body = Json.parse(json);
        assertThat(body.path("type").asText()).as(json).isEqualTo("error");
        assertThat(body.path("error").path("message").asText()).as(json).isNotBlank();
        return body.path("error");
    }

    /// The text of events that [TestingEvents#named] gave.
    public static String text(List<String> events) {
        var text = new StringBuilder();
        events.stream()
                .filter(event -> event.startsWith("content_block_delta "))
                .forEach(event -> text.append(data(event).at("/delta/text").asText("")));
        return text.toString();
    }

    public static JsonNode data(String event) {
        return Json.parse(event.substring(event.indexOf(' ') + 1));
    }
}
