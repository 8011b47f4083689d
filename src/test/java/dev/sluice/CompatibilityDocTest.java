package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| What |"))
                .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ")))
                .toList();
    }

    private static Set<String> classes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void everyRowIsWholeAndIsProvedOrSaysWhyNot() throws IOException {
        Set<String> tests = classes(Path.of("src/test/java"));
        assertThat(rows()).hasSizeGreaterThan(20).allSatisfy(row -> {
            assertThat(row).as(row.getFirst()).hasSize(3);
            String proof = row.get(2);
            Matcher named = CLASS.matcher(proof);
            if (proof.startsWith("none: ")) {
                assertThat(proof.length()).as(row.getFirst()).isGreaterThan("none: ".length() + 10);
            } else {
                assertThat(named.matches()).as(row.getFirst()).isTrue();
                assertThat(tests).contains(named.group(1));
            }
        });
    }

    @Test
    void everyClassThatARowNamesIsThere() throws IOException {
        Set<String> types = classes(Path.of("src/main/java"));
        Pattern named = Pattern.compile("`([A-Z][a-z]\\w*[a-z])`(?=[: ;,]|$)");
        for (List<String> row : rows()) {
            named.matcher(row.get(1))
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !name.equals("Provider"))
                    .forEach(name -> assertThat(types).as(row.getFirst()).contains(name));
        }
    }
}
