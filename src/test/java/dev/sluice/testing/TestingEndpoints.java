package dev.sluice.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/// What OpenAI's endpoints beside chats answer.
public final class TestingEndpoints {
    private TestingEndpoints() {}

    /// Vectors in the encoding asked for.
    public static TestingAnswer embeddings() {
        return exchange -> embeddings(exchange.request()
                        .json()
                        .path("encoding_format")
                        .asText()
                        .equals("base64"))
                .answer(exchange);
    }

    /// Vectors in one encoding, whatever is asked for.
    public static TestingAnswer embeddings(boolean base64) {
        return exchange -> {
            JsonNode asked = exchange.request().json();
            int inputs = asked.path("input").isArray() ? asked.path("input").size() : 1;
            int dimensions = asked.path("dimensions").asInt(4);
            ObjectNode answer = JsonNodeFactory.instance
                    .objectNode()
                    .put("object", "list")
                    .put("model", asked.path("model").asText());
            ArrayNode data = answer.putArray("data");
            for (int index = 0; index < inputs; index++) {
                ObjectNode row = data.addObject().put("object", "embedding").put("index", index);
                float[] vector = vector(index, dimensions);
                if (base64) {
                    row.put("embedding", encoded(vector));
                } else {
                    ArrayNode numbers = row.putArray("embedding");
                    for (float one : vector) {
                        numbers.add(one);
                    }
                }
            }
            answer.putObject("usage").put("prompt_tokens", inputs).put("total_tokens", inputs);
            TestingAnswers.json(answer.toString()).answer(exchange);
        };
    }

    private static float[] vector(int index, int dimensions) {
        float[] vector = new float[dimensions];
        for (int at = 0; at < dimensions; at++) {
            vector[at] = 0.1f * (at + 1) - index;
        }
        return vector;
    }

    private static String encoded(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    public static float[] decoded(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        float[] vector = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    public static float[] numbers(JsonNode list) {
        float[] vector = new float[list.size()];
        for (int at = 0; at < vector.length; at++) {
            vector[at] = list.get(at).floatValue();
        }
        return vector;
    }

    /// Flags whatever speaks of killing.
    public static TestingAnswer moderations() {
        return exchange -> {
            JsonNode input = exchange.request().json().path("input");
            ObjectNode answer = JsonNodeFactory.instance
                    .objectNode()
                    .put("id", "modr-1")
                    .put("model", exchange.request().model());
            ArrayNode results = answer.putArray("results");
            for (JsonNode one : input.isArray()
                    ? input
                    : JsonNodeFactory.instance.arrayNode().add(input)) {
                results.addObject().put("flagged", one.asText().contains("kill"));
            }
            TestingAnswers.json(answer.toString()).answer(exchange);
        };
    }

    /// The longer, the better.
    public static TestingAnswer rerank() {
        return exchange -> {
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("id", "r-1");
            ArrayNode results = answer.putArray("results");
            int index = 0;
            for (JsonNode document : exchange.request().json().path("documents")) {
                results.addObject()
                        .put("index", index++)
                        .put("relevance_score", document.asText().length() / 10.0);
            }
            TestingAnswers.json(answer.toString()).answer(exchange);
        };
    }
}
