package dev.sluice.provider.azure;

import dev.sluice.provider.ChatProviderContract;
import dev.sluice.testing.TestingAzure;

class AzureV1ContractTest extends ChatProviderContract {
    AzureV1ContractTest() {
        super(new TestingAzure("/openai/v1"), AzureKind::new);
    }
}
