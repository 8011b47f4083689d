package dev.sluice.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitationTest {
    private static final Citation UNPLACED = new Citation("https://a.example", "A", null, null);

    @ParameterizedTest
    @CsvSource({
        // start, end, from, to, and what is left of it
        "3, 5, 0, 9, 3, 5",
        "3, 5, 3, 9, 0, 2",
        "3, 5, 4, 9, 0, 1",
        "3, 5, 0, 4, 3, 4",
        "0, 9, 3, 6, 0, 3",
        "0, 3, 3, 9, 0, 6",
        "7, 9, 0, 6, 0, 6",
        "-4, 2, 0, 6, 0, 6",
        "5, 3, 0, 6, 0, 6",
        "2147483647, 2147483647, 0, 6, 0, 6",
    })
    void aPlaceIsKeptAsFarAsItIsInThePiece(int start, int end, int from, int to, int newStart, int newEnd) {
        assertThat(UNPLACED.at(start, end).within(from, to)).isEqualTo(new Citation.Place(newStart, newEnd));
    }

    @Test
    void aSourceWithoutAPlaceStandsForThePiece() {
        assertThat(UNPLACED.within(4, 9)).isEqualTo(new Citation.Place(0, 5));
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "abc, 3", "é, 1", "a😀b, 3"})
    void charactersAreUnicodes(String text, int length) {
        assertThat(Citation.length(text)).isEqualTo(length);
    }

    @Test
    void aCharacterCutInTwoCountsOnce() {
        assertThat(Citation.length("a\ud83d") + Citation.length("\ude00b")).isEqualTo(3);
    }
}
