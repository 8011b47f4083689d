package dev.sluice.dialect.openai;

import java.io.IOException;

/// What an upstream sent is not what its dialect allows; the message goes on after "The provider 'x' ".
final class StreamFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    StreamFormatException(String message) {
        super(message);
    }
}
