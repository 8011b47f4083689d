package dev.sluice.exchange;

import java.util.List;

/// The vectors of an [EmbeddingRequest].
public sealed interface EmbeddingReply {
    Usage usage();

    /// One vector of finite numbers for each input, in their order.
    record Vectors(List<float[]> vectors, Usage usage) implements EmbeddingReply {
        public Vectors {
            vectors = List.copyOf(vectors);
        }
    }

    /// OpenAI's own answer as it came, its vectors in the encoding asked for.
    record Wire(byte[] json, Usage usage) implements EmbeddingReply {}
}
