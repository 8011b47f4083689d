package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderConfigTest {
    private static final Optional<URI> PROXY = Optional.of(URI.create("http://proxy:3128"));

    private static ProviderConfig at(String address) {
        return ProviderConfig.ofKind("openai").at(URI.create(address));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1, true",
        "http://10.0.0.1:8000/v1, true",
        "http://localhost:8000/v1, false",
        "http://127.0.0.1:8000/v1, false",
        "http://[::1]:8000/v1, false",
    })
    void theCommonProxyIsForProvidersElsewhere(String address, boolean proxied) {
        assertThat(at(address).outBy(PROXY).proxy().isPresent()).isEqualTo(proxied);
    }

    @Test
    void aProxyOfItsOwnIsKept() {
        ProviderConfig own = at("https://api.example.com/v1").outBy(Optional.of(URI.create("http://own:1")));
        assertThat(own.outBy(PROXY).proxy()).contains(URI.create("http://own:1"));
        assertThat(own.outBy(Optional.empty()).proxy()).contains(URI.create("http://own:1"));
    }
}
