package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.RunningSluice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway within somebody's Java program, which has the runnable jar on its class path.
final class SluiceInProgramIT {
    @TempDir
    Path folder;

    private String run(String work) throws IOException, InterruptedException {
        Path program = folder.resolve("Program.java");
        Files.writeString(program, """
                import dev.sluice.app.Sluice;
                import java.net.URI;
                import java.net.http.*;
                import java.nio.file.Path;
                import java.time.Duration;
                import java.util.List;

                public class Program {
                    static Path home = Path.of("home");

                    static int status(URI address, String key) throws Exception {
                        var request = HttpRequest.newBuilder(address.resolve("v1/models"))
                                .header("Authorization", "Bearer " + key).build();
                        try (var client = HttpClient.newHttpClient()) {
                            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
                        }
                    }

                    public static void main(String[] words) throws Exception {
                %s
                        System.out.println("threads: " + Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().startsWith("sluice")).toList());
                    }
                }
                """.formatted(work));
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        RunningSluice.jar().toString(),
                        program.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void itServesUntilItIsClosed() throws IOException, InterruptedException {
        String said = run("""
                        try (Sluice sluice = Sluice.builder().home(home).port(0).apiKey("sk-own").adminKey("sk-admin")
                                .provider("guide").model("auto").timeout(Duration.ofSeconds(9)).logLevel("warn")
                                .ignoredProviders(List.of()).set("limits.idle-timeout", "5s").start()) {
                            System.out.println("with: " + status(sluice.address(), "sk-own"));
                            System.out.println("without: " + status(sluice.address(), "wrong"));
                        }
                        try (Sluice again = Sluice.builder().home(home).port(0).start()) {
                            System.out.println("again: " + status(again.address(), "any"));
                        }
                """);
        assertThat(said).contains("with: 200", "without: 401", "again: 200").contains("threads: []");
    }

    @Test
    void whatCannotStartSaysWhyAndLeavesNothing() throws IOException, InterruptedException {
        String said = run("""
                        try (Sluice first = Sluice.builder().home(home).port(0).start()) {
                            Sluice.builder().home(Path.of("other")).port(first.address().getPort()).start();
                        } catch (IllegalStateException e) {
                            System.out.println("taken: " + e.getMessage());
                        }
                        try {
                            Sluice.builder().home(home).host("0.0.0.0").port(0).start();
                        } catch (IllegalStateException e) {
                            System.out.println("open: " + e.getMessage());
                        }
                """);
        assertThat(said).contains("taken: Sluice cannot listen", "open: Sluice does not listen", "threads: []");
    }
}
