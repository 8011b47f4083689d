package dev.sluice.http.textgen;

import dev.sluice.http.Bodies;
import dev.sluice.http.Incoming;
import java.util.Optional;

/// A body that a caller may leave out.
final class OptionalBody {
    private OptionalBody() {}

    /// Empty where nothing was sent.
    static Optional<byte[]> read(Incoming incoming) {
        return Optional.of(Bodies.json(incoming)).filter(body -> body.length > 0);
    }
}
