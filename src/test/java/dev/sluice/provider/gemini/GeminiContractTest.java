package dev.sluice.provider.gemini;

import dev.sluice.provider.ChatProviderContract;
import dev.sluice.testing.TestingGemini;

class GeminiContractTest extends ChatProviderContract {
    GeminiContractTest() {
        super(new TestingGemini(), GeminiKind::new);
    }
}
