package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A kind of provider that Sluice has never heard of, in a jar beside it.
final class PluginKindIT {
    private static final String CONFIG = "providers: { parrot: { kind: parrot, models: [polly] } }\n";

    private static final String KIND = """
            package plugin;

            import dev.sluice.config.ProviderConfig;
            import dev.sluice.exchange.ChatRequest;
            import dev.sluice.exchange.ReplyEvent;
            import dev.sluice.exchange.ReplyStream;
            import dev.sluice.exchange.Usage;
            import dev.sluice.provider.Attempt;
            import dev.sluice.provider.ChatProvider;
            import dev.sluice.provider.ModelCard;
            import dev.sluice.provider.Provider;
            import dev.sluice.provider.ProviderKind;
            import jakarta.inject.Singleton;
            import java.util.ArrayDeque;
            import java.util.List;

            @Singleton
            public class ParrotKind implements ProviderKind {
                public String name() { return "parrot"; }
                public Provider open(String name, ProviderConfig config) { return new Parrot(name); }

                record Parrot(String name) implements ChatProvider {
                    public String kind() { return "parrot"; }
                    public List<ModelCard> models() { return List.of(ModelCard.of("polly")); }
                    public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
                        String said = request.prompt().messages().getLast().text();
                        var events = new ArrayDeque<ReplyEvent>(List.of(
                                new ReplyEvent.Text(0, "Polly says"),
                                new ReplyEvent.Text(0, ": " + said),
                                new ReplyEvent.Finished(0, "stop"),
                                new ReplyEvent.Spent(new Usage(3, 2, 0, 0), null)));
                        return new ReplyStream() {
                            public ReplyEvent next() { return events.poll(); }
                            public void close() { events.clear(); }
                        };
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aJarBesideItAddsAKind() throws IOException {
        try (RunningSluice sluice = RunningSluice.withJars(CONFIG, plugin())) {
            var whole = sluice.client().chat(Json.chat("parrot/polly", false, "hello"));
            assertThat(whole.statusCode()).as(whole.body()).isEqualTo(200);
            var answer = Json.parse(whole.body());
            assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("Polly says: hello");
            assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(2);
            assertThat(answer.path("provider").asText()).isEqualTo("parrot");
            try (TestingEvents events = sluice.client().stream(Json.chat("polly", true, "hello"))) {
                List<String> data = events.rest();
                assertThat(TestingEvents.text(data)).isEqualTo("Polly says: hello");
                assertThat(data).endsWith("[DONE]");
            }
            assertThat(sluice.client().get("/v1/models").body()).contains("parrot/polly");
        }
    }

    @Test
    void withoutTheJarTheKindStopsTheBootWithOneSentence() {
        try (RunningSluice refused = RunningSluice.launch(CONFIG, java.util.Map.of())) {
            assertThat(refused.ending()).isNotZero();
            assertThat(refused.log())
                    .contains("parrot")
                    .contains("providers.parrot.kind")
                    .doesNotContain("\tat ");
        }
    }

    private Path plugin() throws IOException {
        Path source = Files.createDirectories(folder.resolve("src/plugin")).resolve("ParrotKind.java");
        Files.writeString(source, KIND);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "--release",
                        "21",
                        "-cp",
                        RunningSluice.jar().toString(),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(failed).as("the plugin compiles against the jar alone").isZero();
        Files.createDirectories(classes.resolve("META-INF"));
        Files.writeString(classes.resolve("META-INF/beans.xml"), """
                <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="all"/>
                """);
        Path jar = folder.resolve("parrot.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
