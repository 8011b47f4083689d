package dev.sluice.provider.anthropic;

import dev.sluice.provider.ChatProviderContract;
import dev.sluice.testing.TestingClaude;

class AnthropicContractTest extends ChatProviderContract {
    AnthropicContractTest() {
        super(new TestingClaude(), AnthropicKind::new);
    }
}
