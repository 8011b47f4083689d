package dev.sluice.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A table of small templates with what Jinja2 3.1.6 made of them, set up as transformers does: blocks trimmed, loop
/// controls, the immutable sandbox, `tojson` without HTML escaping. Where it raised an error the table has null.
final class TemplateTableTest {
    private static final Path TABLE = Path.of("src/test/recordings/jinja/python.json");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final ObjectMapper json = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> rendersWhatPythonRenders() throws IOException {
        JsonNode table = json.readTree(TABLE.toFile());
        Map<?, ?> variables = json.convertValue(table.get("variables"), Map.class);
        return StreamSupport.stream(table.get("cases").spliterator(), false)
                .map(row -> DynamicTest.dynamicTest(
                        row.get(0).asText(), () -> check(row.get(0).asText(), row.get(1), variables)));
    }

    private static void check(String source, JsonNode expected, Map<?, ?> variables) {
        if (expected.isNull()) {
            assertThatThrownBy(() -> rendered(source, variables))
                    .isInstanceOf(TemplateException.class)
                    .isNotInstanceOf(LimitException.class);
        } else {
            assertThat(rendered(source, variables)).isEqualTo(expected.asText());
        }
    }

    private static String rendered(String source, Map<?, ?> variables) {
        Map<String, Object> given = new LinkedHashMap<>();
        variables.forEach((name, value) -> given.put(name.toString(), value));
        return Template.parse(source).render(given, CLOCK);
    }
}
