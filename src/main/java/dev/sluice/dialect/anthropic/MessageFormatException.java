package dev.sluice.dialect.anthropic;

import java.io.IOException;

/// What an upstream sent is not what Anthropic's dialect allows; the message goes on after "The provider 'x' ".
final class MessageFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    MessageFormatException(String message) {
        super(message);
    }
}
