package dev.sluice.dialect.shape;

import java.io.IOException;

/// What an upstream sent is not what its dialect allows; the message goes on after "The provider 'x' ".
public class WireFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public WireFormatException(String message) {
        super(message);
    }
}
