package dev.sluice.config;

import java.nio.file.Path;
import java.util.Optional;

/// `server.tls`: certificate chain and key (PEM) of the runnable jar; both or neither.
public record TlsConfig(Optional<Path> cert, Optional<Path> key) {
    public TlsConfig {
        Rules.of("server.tls")
                .check(cert.isPresent() || key.isEmpty(), "cert", "must be set too when server.tls.key is")
                .check(key.isPresent() || cert.isEmpty(), "key", "must be set too when server.tls.cert is")
                .done();
    }
}
