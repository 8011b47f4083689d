package dev.sluice.exchange;

import java.io.IOException;

/// What an upstream sent is not what its dialect allows; the message goes on after "The provider 'x' ".
public final class WireFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public WireFormatException(String message) {
        super(message);
    }
}
