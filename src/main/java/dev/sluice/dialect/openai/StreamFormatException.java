package dev.sluice.dialect.openai;

import dev.sluice.dialect.shape.WireFormatException;

/// What an upstream sent is not what OpenAI's dialect allows.
final class StreamFormatException extends WireFormatException {
    private static final long serialVersionUID = 1L;

    StreamFormatException(String message) {
        super(message);
    }
}
