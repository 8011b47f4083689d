package dev.sluice.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThoughtSplitTest {
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder text = new StringBuilder();

    private void read(String... pieces) {
        thought.setLength(0);
        text.setLength(0);
        var parts = new ThoughtSplit.Parts() {
            @Override
            public void thought(String piece) {
                thought.append(piece);
            }

            @Override
            public void text(String piece) {
                text.append(piece);
            }
        };
        var split = new ThoughtSplit();
        for (String piece : pieces) {
            split.feed(piece, parts);
        }
        split.end(parts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "<think>hm, 1 < 2</think>so|hm, 1 < 2|so",
                " <think>\thm</think>  so|hm|so",
                "<think></think>so||so",
                "<think>only thoughts|only thoughts|",
                "<think>a</thi b</think>c|a</thi b|c",
                "so||so",
                "  so||  so",
                "<thin||<thin",
                "<b>so</b>||<b>so</b>",
                "so <think>late</think>||so <think>late</think>"
            })
    void partsTextsWhereverTheyAreCut(String whole, String thoughts, String answer) {
        for (int cut = 0; cut <= whole.length(); cut++) {
            read(whole.substring(0, cut), whole.substring(cut));
            assertThat(thought.toString()).as("cut at %s", cut).isEqualTo(thoughts == null ? "" : thoughts);
            assertThat(text.toString()).as("cut at %s", cut).isEqualTo(answer == null ? "" : answer);
        }
        read(whole.split(""));
        assertThat(thought.toString()).isEqualTo(thoughts == null ? "" : thoughts);
        assertThat(text.toString()).isEqualTo(answer == null ? "" : answer);
    }
}
