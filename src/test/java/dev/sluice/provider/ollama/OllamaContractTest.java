package dev.sluice.provider.ollama;

import dev.sluice.provider.ChatProviderContract;
import dev.sluice.testing.TestingOllama;

class OllamaContractTest extends ChatProviderContract {
    OllamaContractTest() {
        super(new TestingOllama(), OllamaKind::new);
    }
}
