package dev.sluice.dialect.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            http://a                                         | true
            HTTPS://example.com/a.png?raw=true#x             | true
            https://example.com/a b.png                      | false
            https://                                         | false
            https:///a.png                                   | false
            http:/a                                          | false
            //example.com/a.png                              | false
            ftp://example.com/a.png                          | false
            file:///etc/passwd                               | false
            javascript:alert(1)                              | false
            gs://bucket/a.png                                | false
            a.png                                            | false
            ``                                               | false
            data:image/png;base64,iVBORw0KGgo=               | true
            data:image/svg+xml;base64,PHN2Zz4=               | true
            DATA:image/JPEG;BASE64,AAA=                      | true
            data:image/png;charset=utf-8;base64,AA==         | true
            data:image/png;base64,AAAA+/0z                   | true
            data:image/png;base64,                           | false
            data:image/png;base64,=                          | false
            data:image/png;base64,====                       | false
            data:image/png;base64,A                          | false
            data:image/png;base64,AA                         | false
            data:image/png;base64,A===                       | false
            data:image/png;base64,AA=A                       | false
            data:image/png;base64,AA-_                       | false
            data:image/png;base64,AA A                       | false
            data:image/png;base64,AA%3D                      | false
            data:image/png,AAAA                              | false
            data:image/png;base64 AAAA                       | false
            data:image/;base64,AAAA                          | false
            data:text/html;base64,AAAA                       | false
            data:;base64,AAAA                                | false
            """)
    void knowsWhatAnImageMayBe(String url, boolean valid) {
        assertThat(ImageUrl.valid(url)).isEqualTo(valid);
    }

    @Test
    void refusesControlCharacters() {
        assertThat(ImageUrl.valid("http://example.com/\u0000")).isFalse();
        assertThat(ImageUrl.valid("http://example.com\r\nHost: b")).isFalse();
    }

    @Test
    void readsLongAddressesOnceOnly() {
        String image = "data:image/png;base64," + "AbC/".repeat(2_500_000);
        String address = "http://" + "a".repeat(2_000_000) + " ";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(ImageUrl.valid(image)).isTrue();
            assertThat(ImageUrl.valid(image + "!AAA")).isFalse();
            assertThat(ImageUrl.valid(address)).isFalse();
        });
    }
}
