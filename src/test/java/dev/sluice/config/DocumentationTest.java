package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/configuration.md` says what the records say.
class DocumentationTest {
    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (?:`([^`]*)`)? ?\\| (.+) \\|$");

    @Test
    void theTableHasEveryKeyWithItsDefaultInOrder() throws IOException {
        var written = ROW.matcher(section("## Every key"))
                .results()
                .map(row -> row.group(1) + " = " + (row.group(2) == null ? "" : row.group(2)))
                .toList();
        assertThat(written).containsExactlyElementsOf(rows());
    }

    @Test
    void everyPresetStandsInItsTable() throws IOException {
        var written = Pattern.compile("(?m)^\\| `([^|]+)` \\| ([a-z]+) \\| `([^`]+)` \\| (.*) \\|$")
                .matcher(section("## Presets"))
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3) + " "
                        + row.group(4).replace("`", ""))
                .toList();
        var presets = Presets.all().stream()
                .map(preset -> preset.name()
                        + preset.otherNames().stream().map("`, `"::concat).collect(Collectors.joining())
                        + " " + preset.kind() + " " + preset.baseUrl() + " " + String.join(", ", preset.keyVariables()))
                .toList();
        assertThat(written).containsExactlyElementsOf(presets);
    }

    @Test
    void itsExamplesAreValid(@org.junit.jupiter.api.io.TempDir Path home) throws IOException {
        var examples = Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(Files.readString(PAGE))
                .results()
                .map(example -> example.group(1))
                .toList();
        assertThat(examples).hasSizeGreaterThan(2).allSatisfy(example -> {
            TestingConfig.write(home.resolve("token"), "t");
            var testing = new TestingConfig(home).file(example);
            for (String variable : List.of("SLUICE_CALLERS_KEY", "GROQ_API_KEY", "TEAM_KEY")) {
                testing.env(variable, "k");
            }
            assertThat(testing.config()).isNotNull();
        });
    }

    @Test
    void itNamesEveryVariableOfOtherGateways() throws IOException {
        String page = Files.readString(PAGE);
        LegacyVariables.names().forEach(name -> assertThat(page).contains("`" + name + "`"));
    }

    private static List<String> rows() {
        var defaults = Presets.resource("defaults.yaml");
        return Keys.paths().stream()
                .map(path -> name(path) + " = "
                        + defaults.at(path).map(DocumentationTest::text).orElse(""))
                .toList();
    }

    private static String name(List<String> path) {
        return path.stream().map(key -> key.equals("*") ? "<name>" : key).collect(Collectors.joining("."));
    }

    private static String text(Setting setting) {
        return switch (setting) {
            case Setting.Text text -> text.text();
            case Setting.Items items ->
                "[" + items.items().stream().map(DocumentationTest::text).collect(Collectors.joining(", ")) + "]";
            case Setting.Group group -> "{}";
        };
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(heading + "\n");
        assertThat(begin).as(heading).isNotNegative();
        int end = page.indexOf("\n## ", begin + 1);
        return page.substring(begin, end < 0 ? page.length() : end);
    }
}
