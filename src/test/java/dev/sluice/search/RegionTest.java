package dev.sluice.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegionTest {

    @ParameterizedTest
    @CsvSource({"us-en, us, en", "en-US, us, en", "uk-en, gb, en", "pt-BR, br, pt", "BR-PT, br, pt", "de_de, de, de"})
    void enginesPairsAndLocalesAreRead(String text, String country, String language) {
        assertThat(Region.parse(text)).contains(new Region(country, language));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "", "ALL", "wt-wt"})
    void anywhereIsRead(String text) {
        assertThat(Region.parse(text)).contains(Region.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us", "us-eng", "u-e", "us-en-x", "../..", "äö-ü"})
    void anythingElseIsNone(String text) {
        assertThat(Region.parse(text)).isEmpty();
    }

    @Test
    void itIsWrittenBothWays() {
        assertThat(new Region("us", "en").countryFirst("x")).isEqualTo("us-en");
        assertThat(new Region("us", "en").locale("x")).isEqualTo("en-US");
        assertThat(Region.ALL.locale("x")).isEqualTo("x");
    }
}
