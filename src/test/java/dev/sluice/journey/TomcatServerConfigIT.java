package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.RecipeServer;
import dev.sluice.testing.ServerRecipe;
import dev.sluice.testing.TestingSocket;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TomcatServerConfigIT extends ServerConfigJourney {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RecipeServer SERVER = new RecipeServer(ServerRecipe.TOMCAT, () -> config(UPSTREAM));

    @Override
    RecipeServer server() {
        return SERVER;
    }

    @Override
    TestingUpstream upstream() {
        return UPSTREAM;
    }

    @Override
    boolean compressesPages() {
        return false;
    }

    @Test
    void aSlowCallerOccupiesAVirtualThreadOnly(@TempDir Path folder) {
        try (var slow = TestingSocket.to(SERVER.url())) {
            slow.send("POST /sluice/v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 500\r\n\r\n{\"model\": ");
            Path dump = folder.resolve("threads");
            assertThat(Eventually.holds(
                            Duration.ofSeconds(20), () -> threads(dump).contains("-virt-")))
                    .as("a virtual thread that reads the rest")
                    .isTrue();
            assertThat(threads(dump)).contains("http-nio").doesNotContain("-exec-");
        }
    }

    /// All threads, the virtual ones among them, which no other way of looking shows.
    private static String threads(Path file) {
        SERVER.run("\"$JAVA_HOME/bin/jcmd\" " + SERVER.pid() + " Thread.dump_to_file -overwrite \"" + file + "\"");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /sluice/v1/%zz, 400",
        "TRACE /sluice/v1/models, 405",
        "GET /sluice/WEB-INF/web.xml, 404",
        "GET /elsewhere, 404",
        "G{T /sluice/, 400"
    })
    void whatTomcatRefusesByItselfIsRefusedInJson(String request, int status) {
        try (var socket = TestingSocket.to(SERVER.url())) {
            socket.send(request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            String answer = socket.rest();
            assertThat(answer).startsWith("HTTP/1.1 " + status).contains("\r\nContent-Type: application/json");
            assertThat(Json.parse(answer.substring(answer.indexOf("\r\n\r\n")))
                            .path("status")
                            .asInt())
                    .isEqualTo(status);
            assertThat(answer).doesNotContainIgnoringCase("server:", "tomcat", "\tat ");
        }
    }

    @Test
    void theContextFileConfiguresByJndi() {
        HttpResponse<String> description = SERVER.client().get("/openapi.json");
        assertThat(Json.parse(description.body()).at("/info/title").asText()).isEqualTo("Models of the house");
    }

    @Test
    void theGatewayHasALogFileOfItsOwn() throws IOException {
        SERVER.client().get("/v1/models", "x-request-id", "own-log");
        assertThat(Eventually.holds(Duration.ofSeconds(10), () -> log("sluice.").contains("own-log")))
                .isTrue();
        assertThat(log("catalina.")).contains("Server startup").doesNotContain("own-log");
    }

    private static String log(String prefix) {
        try (var files = Files.list(SERVER.base().resolve("logs"))) {
            Path file = files.filter(one -> one.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
