package dev.sluice.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads an upstream's answer to an embedding request. Where its vectors are encoded as the caller wants them, nothing
/// is converted and the bytes pass; some upstreams know one encoding only, and some leave out what goes without saying.
public final class EmbeddingReader {
    private static final Usage NOT_TOLD = Usage.NONE;
    private static final Set<String> ENVELOPE = Set.of("object", "model", "data", "usage");
    private static final Set<String> ROW = Set.of("object", "index", "embedding");

    private final String provider;
    private final EmbeddingRequest request;
    private int vectors;
    private boolean asWanted = true;
    private int named;
    private Usage usage = NOT_TOLD;

    private EmbeddingReader(String provider, EmbeddingRequest request) {
        this.provider = provider;
        this.request = request;
    }

    /// @throws RefusedException where the answer is none, or reports an error
    public static EmbeddingReply read(byte[] json, String provider, EmbeddingRequest request) {
        var reader = new EmbeddingReader(provider, request);
        try {
            reader.scan(json);
            if (reader.vectors == request.inputs().size() && reader.asWanted) {
                return new EmbeddingReply.Wire(json, reader.usage);
            }
            JsonNode tree = WireJson.tree(json);
            JsonAnswers.refuseError(provider, json, tree, "data");
            return new EmbeddingReply.Vectors(reader.converted(tree.path("data")), reader.usage);
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    /// Looks over the answer without keeping any of it.
    private void scan(byte[] json) throws IOException {
        try (JsonParser parser = WireJson.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new WireFormatException("sent what is not a JSON object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                named += ENVELOPE.contains(name) ? 1 : 0;
                if (name.equals("data") && value == JsonToken.START_ARRAY) {
                    items(parser);
                } else if (name.equals("usage") && value == JsonToken.START_OBJECT) {
                    usage = JsonAnswers.allInput(UsageReader.read(parser));
                } else {
                    parser.skipChildren();
                }
            }
            asWanted &= named == ENVELOPE.size();
            if (parser.nextToken() != null) {
                throw new WireFormatException("sent what is not one JSON value");
            }
        }
    }

    private void items(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            boolean found = false;
            int members = 0;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                members += ROW.contains(name) ? 1 : 0;
                if (name.equals("embedding")) {
                    found = true;
                    vectors++;
                    asWanted &= wanted(parser, value);
                } else {
                    parser.skipChildren();
                }
            }
            asWanted &= found && members == ROW.size();
        }
    }

    private boolean wanted(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return request.base64() && parser.getTextLength() > 0;
        }
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return false;
        }
        int numbers = 0;
        JsonToken one = parser.nextToken();
        while (one == JsonToken.VALUE_NUMBER_FLOAT || one == JsonToken.VALUE_NUMBER_INT) {
            numbers++;
            one = parser.nextToken();
        }
        while (one != JsonToken.END_ARRAY) {
            parser.skipChildren();
            numbers = 0;
            one = parser.nextToken();
        }
        return !request.base64() && numbers > 0;
    }

    private List<float[]> converted(JsonNode data) {
        float[][] all = new float[request.inputs().size()][];
        if (data.size() != all.length) {
            throw WireJson.broken(provider, "sent " + data.size() + " embeddings for " + all.length + " inputs");
        }
        for (int at = 0; at < all.length; at++) {
            int index = data.get(at).path("index").asInt(at);
            float[] vector = vector(data.get(at).path("embedding"));
            if (index < 0 || index >= all.length || all[index] != null || vector == null) {
                throw WireJson.broken(provider, "sent embeddings that cannot be read");
            }
            all[index] = vector;
        }
        return Arrays.asList(all);
    }

    private static float @Nullable [] vector(JsonNode embedding) {
        float[] vector = embedding.isTextual() ? decoded(embedding.textValue()) : numbers(embedding);
        for (float one : vector) {
            if (!Float.isFinite(one)) {
                return null;
            }
        }
        return vector.length == 0 ? null : vector;
    }

    private static float[] numbers(JsonNode list) {
        float[] vector = new float[list.size()];
        for (int at = 0; at < vector.length; at++) {
            vector[at] = list.get(at).isNumber() ? list.get(at).floatValue() : Float.NaN;
        }
        return vector;
    }

    private static float[] decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            float[] vector = new float[bytes.length % Float.BYTES == 0 ? bytes.length / Float.BYTES : 0];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(vector);
            return vector;
        } catch (IllegalArgumentException e) {
            return new float[0];
        }
    }
}
