package dev.sluice.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.io.IOException;

/// Reads an answer to `POST /messages/count_tokens`.
final class TokenCountReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TokenCountReader() {}

    static long read(String provider, byte[] json) {
        try {
            JsonNode tokens = MAPPER.readTree(json).path("input_tokens");
            if (tokens.canConvertToLong() && tokens.longValue() >= 0) {
                return tokens.longValue();
            }
        } catch (IOException e) {
            // told below
        }
        throw new RefusedException(new Failure.UpstreamBroken(
                provider, "The provider '" + provider + "' answered a count of tokens with something else.", false));
    }
}
