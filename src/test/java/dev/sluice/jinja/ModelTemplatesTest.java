package dev.sluice.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/// The templates of published models, against what transformers renders of them. They are not part of the project:
/// where
/// they do not lie beside it, this test is skipped.
@EnabledIf(value = "theTemplatesAreThere", disabledReason = "the models' templates do not lie beside the project")
final class ModelTemplatesTest {
    private static final List<Path> PLACES =
            List.of(Path.of("../shared/chat-templates"), Path.of("../../shared/chat-templates"));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final ObjectMapper json = new ObjectMapper();

    static boolean theTemplatesAreThere() {
        return PLACES.stream().anyMatch(Files::isDirectory);
    }

    private static Path folder() {
        return PLACES.stream().filter(Files::isDirectory).findFirst().orElseThrow();
    }

    private <T> T read(String file, TypeReference<T> type) {
        try {
            return json.readValue(folder().resolve(file).toFile(), type);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Map<String, String> expected() {
        return new TreeMap<>(read("reference.json", new TypeReference<Map<String, String>>() {}));
    }

    private Map<String, Map<String, Object>> cases() {
        return read("cases.json", new TypeReference<Map<String, Map<String, Object>>>() {});
    }

    private static Template template(String file) {
        try {
            return Template.parse(Files.readString(folder().resolve(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String rendered(String file, Map<String, Object> input) {
        Map<String, Object> variables = new LinkedHashMap<>(input);
        variables.put("bos_token", "<s>");
        variables.put("eos_token", "</s>");
        return template(file).render(variables, CLOCK);
    }

    @TestFactory
    Stream<DynamicTest> rendersWhatTransformersRenders() {
        Map<String, Map<String, Object>> cases = cases();
        return expected().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    String[] name = one.getKey().split("\\|");
                    assertThat(rendered(name[0], Objects.requireNonNull(cases.get(name[1]))))
                            .isEqualTo(one.getValue());
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatTransformersRefuses() throws IOException {
        Map<String, String> expected = expected();
        Map<String, Map<String, Object>> cases = cases();
        try (Stream<Path> files = Files.list(folder())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".jinja"))
                    .sorted()
                    .flatMap(file -> cases.keySet().stream().map(name -> file + "|" + name))
                    .filter(key -> !expected.containsKey(key))
                    .toList()
                    .stream()
                    .map(key -> DynamicTest.dynamicTest(key, () -> {
                        String[] name = key.split("\\|");
                        assertThatThrownBy(() -> rendered(name[0], Objects.requireNonNull(cases.get(name[1]))))
                                .isInstanceOf(TemplateException.class);
                    }));
        }
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(expected()).hasSizeGreaterThan(150);
    }
}
