package dev.sluice.provider.openai;

import dev.sluice.provider.ChatProviderContract;
import dev.sluice.testing.TestingOpenAi;

class OpenAiContractTest extends ChatProviderContract {
    OpenAiContractTest() {
        super(new TestingOpenAi(), OpenAiKind::new);
    }
}
