package dev.sluice.exchange;

import java.util.List;
import java.util.OptionalInt;

/// Texts whose vectors a caller asks for.
///
/// @param asked the request as it came
/// @param inputs at least one; each becomes a vector
/// @param dimensions how long the vectors are to be; empty = as the model makes them
/// @param base64 whether the caller wants each vector as base64 of little-endian floats of 32 bits
public record EmbeddingRequest(JsonRequest asked, List<Input> inputs, OptionalInt dimensions, boolean base64) {
    public EmbeddingRequest {
        inputs = List.copyOf(inputs);
    }

    /// What one vector is made of.
    public sealed interface Input {
        record Text(String text) implements Input {}

        /// The ids of tokens, in the vocabulary of the model asked for.
        record Tokens(List<Integer> ids) implements Input {
            public Tokens {
                ids = List.copyOf(ids);
            }
        }
    }
}
