package dev.sluice.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=2-4, 2, 3",
        "bytes=2-, 2, 8",
        "bytes=-3, 7, 3",
        "bytes=-99, 0, 10",
        "bytes=5-99, 5, 5",
        "bytes=0-9, 0, 10",
        "bytes=4-2, 0, 10",
        "'bytes=0-1,3-4', 0, 10",
        "bytes=-, 0, 10",
        "lines=1-2, 0, 10",
        "bytes=a-b, 0, 10",
        "bytes=1-99999999999999999999, 0, 10"
    })
    void aRangeIsRead(String header, long first, long length) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange(first, length, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
    void aRangeThatIsNotThereIsNone(String header) {
        assertThat(ByteRange.of(header, 10)).isNull();
    }

    @Test
    void aPartSaysWhichItIs() {
        assertThat(new ByteRange(2, 3, 10).told()).isEqualTo("bytes 2-4/10");
        assertThat(new ByteRange(2, 3, 10).partial()).isTrue();
        assertThat(ByteRange.all(10).partial()).isFalse();
    }
}
