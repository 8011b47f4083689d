package dev.sluice.provider.azure;

import dev.sluice.provider.ChatProviderContract;
import dev.sluice.testing.TestingAzure;

class AzurePathContractTest extends ChatProviderContract {
    AzurePathContractTest() {
        super(new TestingAzure(), AzureKind::new);
    }
}
