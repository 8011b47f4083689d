package dev.sluice.batch;

import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Usage;
import org.jspecify.annotations.Nullable;

/// What answers the lines of batches for one endpoint, the way that its own door does.
public interface BatchEndpoint {
    /// One request of a batch.
    ///
    /// @param requestId under which the log and the upstream know it
    /// @param owner whose batch it is
    /// @param body a JSON object in UTF-8
    record Line(String requestId, String owner, byte[] body, Cancellation cancellation) {}

    /// @param body JSON in UTF-8
    /// @param model the upstream's own name of the model that answered; null where none did
    record Answer(int status, byte[] body, @Nullable String model, Usage usage) {
        /// One that no model gave.
        public Answer(int status, byte[] body) {
            this(status, body, null, Usage.NONE);
        }
    }

    /// The path that a batch names, for example `/v1/chat/completions`.
    String path();

    /// Answers one line; called by several threads at the same time.
    ///
    /// Whatever the caller could have got is an answer, errors too. Thrown is only what the
    /// batch is not to blame for.
    Answer answer(Line line);
}
