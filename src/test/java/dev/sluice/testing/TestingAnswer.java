package dev.sluice.testing;

import java.io.IOException;

/// How an upstream answers one request.
@FunctionalInterface
public interface TestingAnswer {
    void answer(TestingExchange exchange) throws IOException;
}
