package dev.sluice.provider.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassageReaderTest {

    @Test
    void splitsAtHeadingsAndKeepsThePathOfThem() {
        var passages = PassageReader.read("a.md", """
                # Title
                Opening.
                ## One
                First.
                ### `Deep` ###
                Second.
                ## Empty
                ## Two
                Third.
                """);
        assertThat(passages)
                .containsExactly(
                        new Passage("a.md", "Title", "Title", 1, "Opening."),
                        new Passage("a.md", "One", "One", 2, "First."),
                        new Passage("a.md", "One › Deep", "Deep", 3, "Second."),
                        new Passage("a.md", "Two", "Two", 2, "Third."));
    }

    @Test
    void takesAShellCommentForNoHeading() {
        var passages = PassageReader.read("a.md", "# T\n```sh\n# not a heading\nls\n```\nend\n");
        assertThat(passages).containsExactly(new Passage("a.md", "T", "T", 1, "```sh\n# not a heading\nls\n```\nend"));
    }

    @Test
    void passesOverWhatStandsBeforeTheFirstHeading() {
        assertThat(PassageReader.read("a.md", "preface\n# T\ntext")).hasSize(1);
        assertThat(PassageReader.read("a.md", "")).isEmpty();
    }

    @Test
    void givesEachRowOfALongTableUnderTheTablesHead() {
        var rows =
                IntStream.range(0, 16).mapToObj(i -> "| `a.k" + i + "` | v |").toList();
        String head = "| key | default |\n|---|:--|\n";
        var passages = PassageReader.read("a.md", "# T\n## S\nBefore.\n\n" + head + String.join("\n", rows));
        assertThat(passages).hasSize(17);
        assertThat(passages.getFirst())
                .isEqualTo(new Passage("a.md", "S › a.k0", "a.k0", Passage.ROW, head + "| `a.k0` | v |"));
        assertThat(passages.getLast()).isEqualTo(new Passage("a.md", "S", "S", 2, "Before."));
    }

    @Test
    void leavesAShortTableWhole() {
        String table = "| a | b |\n|---|---|\n| 1 | 2 |";
        assertThat(PassageReader.read("a.md", "# T\n" + table))
                .containsExactly(new Passage("a.md", "T", "T", 1, table));
    }
}
