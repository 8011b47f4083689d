package dev.sluice.dialect.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/// Writes embeddings: the answer to a caller, the request to an upstream.
public final class EmbeddingWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private EmbeddingWriter() {}

    /// The body to send to an upstream that speaks OpenAI's dialect.
    public static byte[] upstreamBody(EmbeddingRequest request, String model, ObjectNode overrides) {
        return JsonRequestWriter.upstreamBody(request.asked(), model, overrides, EmbeddingRequestReader.names());
    }

    /// The answer in the encoding that the caller asked for.
    ///
    /// @param model the model that answered
    public static byte[] write(EmbeddingReply reply, boolean base64, String model) {
        return switch (reply) {
            case EmbeddingReply.Wire wire -> wire.json();
            case EmbeddingReply.Vectors vectors -> written(vectors, base64, model);
        };
    }

    private static byte[] written(EmbeddingReply.Vectors reply, boolean base64, String model) {
        var out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (int index = 0; index < reply.vectors().size(); index++) {
                json.writeStartObject();
                json.writeStringField("object", "embedding");
                json.writeNumberField("index", index);
                json.writeFieldName("embedding");
                vector(json, reply.vectors().get(index), base64);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("model", model);
            json.writeObjectFieldStart("usage");
            json.writeNumberField("prompt_tokens", reply.usage().input());
            json.writeNumberField("total_tokens", reply.usage().total());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void vector(JsonGenerator json, float[] vector, boolean base64) throws IOException {
        if (base64) {
            json.writeString(Base64.getEncoder().encodeToString(littleEndian(vector)));
            return;
        }
        json.writeStartArray();
        for (float one : vector) {
            json.writeNumber(one);
        }
        json.writeEndArray();
    }

    private static byte[] littleEndian(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }
}
