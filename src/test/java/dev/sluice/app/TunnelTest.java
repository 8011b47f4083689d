package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.PublicApiConfig;
import dev.sluice.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class TunnelTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private PublicApiConfig program(String script, String id) throws IOException {
        Path file = folder.resolve("cloudflared");
        Files.writeString(file, "#!/bin/sh\necho \"$@\" >> " + folder.resolve("said") + "\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new PublicApiConfig(true, id, file.toString());
    }

    private List<String> said() {
        try {
            Path said = folder.resolve("said");
            return Files.exists(said) ? Files.readAllLines(said) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theAddressIsToldAndTheProgramEndsWithUs() throws Exception {
        var found = new LinkedBlockingQueue<String>();
        var config = program(
                "echo $$ > " + folder.resolve("pid")
                        + "\necho '2026 INF |  https://two-words.trycloudflare.com  |' >&2\nexec sleep 600\n",
                "");
        var tunnel = Tunnel.start(config, 8123, found::add);
        assertThat(found.poll(10, TimeUnit.SECONDS)).isEqualTo("https://two-words.trycloudflare.com");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        assertThat(ProcessHandle.of(pid))
                .hasValueSatisfying(one -> assertThat(one.isAlive()).isTrue());
        tunnel.close();
        assertThat(Eventually.holds(
                        SOON,
                        () -> ProcessHandle.of(pid)
                                .filter(ProcessHandle::isAlive)
                                .isEmpty()))
                .isTrue();
        assertThat(said()).containsExactly("tunnel --no-autoupdate --url http://127.0.0.1:8123");
    }

    @Test
    void aProgramThatEndsIsStartedAgain() throws Exception {
        try (var tunnel = Tunnel.start(program("exit 3\n", "t-1"), 8123, address -> {})) {
            assertThat(Eventually.holds(SOON, () -> said().size() > 1)).isTrue();
            assertThat(said()).contains("tunnel --no-autoupdate run --url http://127.0.0.1:8123 t-1");
        }
    }

    @Test
    void aProgramThatIsNotThereIsToldAtOnce() {
        assertThatThrownBy(() -> Tunnel.start(
                        new PublicApiConfig(true, "", folder.resolve("none").toString()), 1, address -> {}))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("SLUICE_CLOUDFLARED");
    }
}
