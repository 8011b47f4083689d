package dev.sluice.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// JSON answers as bytes with their length: the servers' own JSON writers differ from each other.
public final class JsonAnswer {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonAnswer() {}

    public static Response ok(JsonNode json) {
        return of(200, json);
    }

    public static Response of(int status, JsonNode json) {
        try {
            byte[] bytes = MAPPER.writeValueAsBytes(json);
            return Response.status(status)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(bytes)
                    .header("Content-Length", bytes.length)
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
