package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Eventually;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingPem;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Starting as text-generation-webui is started: its options, its variables, its settings.
final class TextGenStartIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private static String config(String more) {
        return TestingConfig.of(UPSTREAM, more);
    }

    @Test
    void httpsIsServedWithTheFilesThatOptionsName() throws Exception {
        TestingPem pem = TestingPem.make(folder);
        try (RunningSluice sluice = RunningSluice.with(
                config(""),
                "--api",
                "--ssl-keyfile",
                pem.key().toString(),
                "--ssl-certfile",
                pem.cert().toString())) {
            assertThat(sluice.log()).contains("https://127.0.0.1:");
            String address = sluice.url().replace("http://", "https://");
            var answer = pem.get(address + "/v1/models");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("gpt-fake");
        }
    }

    @Test
    void variablesNameTheFilesToo() throws Exception {
        TestingPem pem = TestingPem.make(folder);
        var environment = Map.of(
                "OPENEDAI_CERT_PATH", pem.cert().toString(),
                "OPENEDAI_KEY_PATH", pem.key().toString(),
                "OPENEDAI_DEBUG", "1",
                "OPENEDAI_EMBEDDING_DEVICE", "cuda",
                "OPENEDAI_EMBEDDING_MODEL", "sentence-transformers/all-mpnet-base-v2");
        try (RunningSluice sluice = RunningSluice.with(config(""), environment)) {
            assertThat(pem.get(sluice.url().replace("http://", "https://") + "/v1/models")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(sluice.log()).contains("OPENEDAI_EMBEDDING_DEVICE: accepted without effect");
            assertThat(
                            Eventually.holds(
                                    SOON,
                                    () -> sluice.log()
                                            .contains(
                                                    "defaults.embedding-model: no provider serves 'sentence-transformers/all-mpnet-base-v2'")))
                    .as(sluice.log())
                    .isTrue();
        }
    }

    @Test
    void filesThatAreNoneStopTheStart() {
        refused("server.tls.cert", config(""), "--ssl-certfile", "/none.pem", "--ssl-keyfile", "/none.key");
    }

    @Test
    void nobodyListensOnTheNetworkOrInPublicWithoutAKey() {
        refused("without a key", config(""), "--listen");
        refused("without a key", config(""), "--public-api");
        refused("without a key", config("auth: { open: true }\n"), "--public-api");
        refused("SLUICE_CLOUDFLARED", config(""), "--public-api", "--api-key", "k");
    }

    private static void refused(String why, String yaml, String... options) {
        try (RunningSluice sluice = RunningSluice.launch(yaml, Map.of(), options)) {
            assertThat(sluice.ending()).isNotZero();
            assertThat(sluice.log()).contains(why);
        }
    }

    @Test
    void aPublicAddressIsMadeAndEndsWithUs() throws IOException {
        Path program = folder.resolve("cloudflared");
        Path pid = folder.resolve("pid");
        Files.writeString(
                program, "#!/bin/sh\necho $$ > " + pid + "\necho https://a-b.trycloudflare.com\nexec sleep 600\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Optional<ProcessHandle> child;
        try (RunningSluice sluice = RunningSluice.with(
                config(""),
                Map.of("SLUICE_CLOUDFLARED", program.toString()),
                "--public-api",
                "--api-key",
                "yourPassword123")) {
            assertThat(Eventually.holds(
                            SOON, () -> sluice.log().contains("public address: https://a-b.trycloudflare.com/")))
                    .as(sluice.log())
                    .isTrue();
            child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
            assertThat(child).isPresent();
            assertThat(sluice.client()
                            .get("/v1/models", "Authorization", "Bearer yourPassword123")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(child.filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void settingsAreReadAsFarAsTheyMeanSomething() throws IOException {
        Path settings = Files.writeString(folder.resolve("settings.yaml"), """
                openai-embedding_device: cuda
                openai-embedding_model: "sentence-transformers/all-mpnet-base-v2"
                openai-debug: 1
                dark_theme: true
                """);
        try (RunningSluice sluice = RunningSluice.with(config(""), "--settings", settings.toString(), "--nowebui")) {
            assertThat(sluice.log())
                    .contains("without effect here: dark_theme, openai-embedding_device")
                    .contains("--no-gui: accepted without effect".replace("--no-gui", "--nowebui"));
            assertThat(
                            Eventually.holds(
                                    SOON,
                                    () -> sluice.log()
                                            .contains(
                                                    "defaults.embedding-model: no provider serves 'sentence-transformers/all-mpnet-base-v2'")))
                    .as(sluice.log())
                    .isTrue();
        }
    }
}
