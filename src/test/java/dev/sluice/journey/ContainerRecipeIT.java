package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.Json;
import dev.sluice.testing.Programs;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The recipe for containers, without a container: what the image would run is run here.
final class ContainerRecipeIT {
    private static final Path FOLDER = Path.of("server-config/docker");

    /// The list behind an instruction of the Dockerfile.
    private static List<String> words(String instruction) throws IOException {
        String line = Files.readAllLines(FOLDER.resolve("Dockerfile")).stream()
                .filter(any -> any.startsWith(instruction))
                .findFirst()
                .orElseThrow();
        List<String> words = new ArrayList<>();
        Json.parse(line.substring(line.indexOf('['))).forEach(word -> words.add(word.asText()));
        return words;
    }

    /// What follows the name of the jar in the command.
    private static List<String> arguments() throws IOException {
        List<String> command = words("ENTRYPOINT");
        int jar = command.indexOf("-jar");
        assertThat(Files.readString(FOLDER.resolve("Dockerfile")))
                .contains("COPY target/"
                        + RunningSluice.jar().getFileName().toString().replace("thin", "sluice") + " "
                        + command.get(jar + 1));
        return command.subList(jar + 2, command.size());
    }

    /// The variables of the composed service, as an operator would have them filled in.
    private static Map<String, String> variables(Map<String, String> filledIn) throws IOException {
        Object compose = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(FOLDER.resolve("compose.yaml")));
        Map<?, ?> given = inside(inside(inside(compose, "services"), "sluice"), "environment");
        Map<String, String> variables = new HashMap<>();
        given.forEach((name, value) -> {
            if (value != null) {
                String text = value.toString();
                for (var entry : filledIn.entrySet()) {
                    text = text.replaceAll("\\$\\{" + entry.getKey() + ":\\?[^}]*}", entry.getValue());
                }
                variables.put(name.toString(), text);
            }
        });
        return variables;
    }

    private static Map<?, ?> inside(@Nullable Object group, String name) {
        assertThat(group).as("what holds %s", name).isInstanceOf(Map.class);
        return (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(group)).get(name), name);
    }

    @Test
    void theImageDoesNotStartWithoutAKey() throws IOException {
        try (RunningSluice sluice =
                RunningSluice.launch("{}", Map.of(), arguments().toArray(String[]::new))) {
            assertThat(sluice.ending()).isNotZero();
            assertThat(sluice.log()).contains("SLUICE_API_KEY");
        }
    }

    @Test
    void theComposedServicesKeepTheirRowsInPostgres() throws IOException {
        String database = TestingPostgres.newDatabase();
        URI here = URI.create(database.substring("jdbc:".length()));
        Map<String, String> variables = variables(
                Map.of("SLUICE_API_KEY", "caller-1", "SLUICE_ADMIN_KEY", "admin-2", "POSTGRES_PASSWORD", "not-secret"));
        variables.computeIfPresent("SLUICE_DATA_URL", (name, url) -> {
            assertThat(url).isEqualTo("jdbc:postgresql://db/sluice?user=sluice&password=not-secret");
            return url.replace("//db/sluice", "//127.0.0.1:" + here.getPort() + here.getPath());
        });
        List<String> arguments = new ArrayList<>(arguments());
        arguments.set(arguments.indexOf("0.0.0.0"), "127.0.0.1");
        try (RunningSluice sluice = RunningSluice.with("{}", variables, arguments.toArray(String[]::new))) {
            assertThat(sluice.client()
                            .chat(Json.chat("auto", false), "Authorization", "Bearer caller-1")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(sluice.client()
                            .get("/admin/api/usage", "Authorization", "Bearer admin-2")
                            .body())
                    .contains("\"requests\":1");
            assertThat(sluice.log()).doesNotContain("not-secret").doesNotContainIgnoringCase("warning");
            assertThat(sluice.home().resolve("data/sluice.mv.db")).doesNotExist();
            healthIsSeen(sluice);
        }
    }

    private static void healthIsSeen(RunningSluice sluice) throws IOException {
        assumeTrue(Programs.present("bash"), "bash is not installed");
        List<String> check = words("HEALTHCHECK");
        String port = Integer.toString(URI.create(sluice.url()).getPort());
        check.replaceAll(word -> word.replace("/127.0.0.1/8000", "/127.0.0.1/" + port));
        assertThat(Programs.run(Path.of("."), Map.of(), check.toArray(String[]::new))
                        .status())
                .isZero();
        check.replaceAll(word -> word.replace("/health/ready", "/health/never"));
        assertThat(Programs.run(Path.of("."), Map.of(), check.toArray(String[]::new))
                        .status())
                .isNotZero();
    }
}
