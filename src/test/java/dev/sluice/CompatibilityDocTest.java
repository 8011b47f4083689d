package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/compatibility.md` says what proves each of its rows; what it names must be there.
final class CompatibilityDocTest {
    private static final Path PAGE = Path.of("docs/compatibility.md");
    private static final Pattern PROOFS = Pattern.compile("`[A-Z]\\w+(?:Test|IT)`(?:, `[A-Z]\\w+(?:Test|IT)`)*");
    private static final Pattern CLASS = Pattern.compile("`(?:[a-z0-9]+\\.)*([A-Z][a-z]\\w*[a-z])`(?=[: ;,]|$)");

    /// The rows below the heads of tables: a line of dashes tells that the one above is a head.
    private static List<List<String>> rows() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean head = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
            String line = lines.get(i);
            if (line.startsWith("| ") && !head) {
                rows.add(List.of(line.substring(2, line.length() - 2).split(" \\| ")));
            }
        }
        return rows;
    }

    private static Set<String> classes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> named(String cell) {
        return CLASS.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    @Test
    void everyRowIsWholeAndIsProvedOrSaysWhyNot() throws IOException {
        Set<String> tests = classes(Path.of("src/test/java"));
        assertThat(rows()).hasSizeGreaterThan(80).allSatisfy(row -> {
            assertThat(row).as(row.getFirst()).hasSize(3);
            String proof = row.get(2);
            if (proof.startsWith("none: ")) {
                assertThat(proof.length()).as(row.getFirst()).isGreaterThan("none: ".length() + 10);
            } else {
                Matcher proofs = PROOFS.matcher(proof);
                assertThat(proofs.matches()).as(row.getFirst()).isTrue();
                assertThat(tests)
                        .as(row.getFirst())
                        .containsAll(Stream.of(proof.split(", "))
                                .map(name -> name.substring(1, name.length() - 1))
                                .toList());
            }
        });
    }

    @Test
    void everyClassThatARowNamesIsThere() throws IOException {
        Set<String> types = classes(Path.of("src/main/java"));
        for (List<String> row : rows()) {
            assertThat(types)
                    .as(row.getFirst())
                    .containsAll(named(row.get(1)).stream()
                            .filter(name -> !name.equals("Provider"))
                            .toList());
        }
    }
}
