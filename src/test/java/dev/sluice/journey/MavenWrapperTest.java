package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `mvnw` on machines with a Maven, with an old one and with none.
final class MavenWrapperTest {
    private static final List<String> TOOLS = List.of(
            "sh",
            "sed",
            "head",
            "cut",
            "dirname",
            "readlink",
            "mkdir",
            "mktemp",
            "rm",
            "mv",
            "tar",
            "gzip",
            "curl",
            "sha512sum");

    @TempDir
    Path folder;

    private Path bin = Path.of("");

    @BeforeEach
    void aMachineWithLittleOnIt() throws IOException {
        bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            Path found = List.of("/bin", "/usr/bin", "/usr/local/bin").stream()
                    .map(place -> Path.of(place, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(Path.of("/nowhere"));
            assumeTrue(Files.exists(found), tool + " is not installed");
            Files.createSymbolicLink(bin.resolve(tool), found);
        }
        program(bin.resolve("java"), "exit 0");
    }

    /// Links that lead out of a temporary folder are taken away by hand.
    @AfterEach
    void theLinksGo() throws IOException {
        for (String tool : TOOLS) {
            Files.deleteIfExists(bin.resolve(tool));
        }
    }

    private static void program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void maven(Path file, String version) throws IOException {
        program(
                file,
                "case \"$*\" in *-v) echo 'Apache Maven " + version + " (abc)'; exit 0;; esac\n" + "echo \"" + version
                        + " in $(pwd) with [$1] [$2]\"");
    }

    private Programs.Ended mvnw(Map<String, String> more, String... arguments) {
        var command = new ArrayList<String>(List.of("env", "-i", "PATH=" + bin, "HOME=" + folder));
        more.forEach((name, value) -> command.add(name + "=" + value));
        command.add(Path.of("mvnw").toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        return Programs.run(folder, Map.of(), command.toArray(String[]::new));
    }

    @Test
    void takesTheMavenOfThePathAndPassesEverythingOn() throws IOException {
        maven(bin.resolve("mvn"), "3.8.7");
        Programs.Ended ended = mvnw(Map.of(), "verify", "-Dx=a b");
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("3.8.7 in " + Path.of("").toAbsolutePath() + " with [verify] [-Dx=a b]");
    }

    @Test
    void takesTheMavenOfMavenHomeFirst() throws IOException {
        maven(bin.resolve("mvn"), "3.8.7");
        maven(folder.resolve("home/bin/mvn"), "4.0.0");
        assertThat(mvnw(Map.of("MAVEN_HOME", folder.resolve("home").toString()), "verify")
                        .output())
                .contains("4.0.0 in ");
    }

    @Test
    void fetchesThePinnedReleaseOnceWhereMavenIsOldOrAbsent() throws Exception {
        maven(bin.resolve("mvn"), "3.6.3");
        Path archive = archive();
        Map<String, String> mirror =
                Map.of("SLUICE_MAVEN_URL", archive.toUri().toString(), "SLUICE_MAVEN_SHA512", sha512(archive));
        Programs.Ended first = mvnw(mirror, "verify", "-q");
        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output())
                .contains("fetching 3.9.9")
                .contains("3.9.9 in ")
                .contains("with [verify] [-q]");
        Files.delete(archive);
        assertThat(mvnw(mirror, "verify").output()).contains("3.9.9 in ").doesNotContain("fetching");
        assertThat(folder.resolve(".sluice/maven").toFile().list()).containsExactly("apache-maven-3.9.9");
    }

    @Test
    void refusesADownloadThatIsNotTheRelease() throws Exception {
        Path archive = archive();
        Path kept = folder.resolve("kept");
        Programs.Ended ended = mvnw(
                Map.of("SLUICE_MAVEN_URL", archive.toUri().toString(), "SLUICE_MVN_HOME", kept.toString()), "verify");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("SHA-512").contains(sha512(archive)).doesNotContain("with [verify]");
        assertThat(kept.toFile().list()).isEmpty();
    }

    @Test
    void saysSoInOneLineWhereTheReleaseCannotBeFetched() throws IOException {
        Programs.Ended ended =
                mvnw(Map.of("SLUICE_MAVEN_URL", folder.resolve("absent").toUri().toString()), "verify");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output().lines().filter(line -> line.startsWith("mvnw: could not fetch")))
                .hasSize(1);
    }

    private Path archive() throws IOException {
        maven(folder.resolve("packed/apache-maven-3.9.9/bin/mvn"), "3.9.9");
        Path archive = folder.resolve("maven.tar.gz");
        Programs.Ended packed =
                Programs.run(folder, Map.of(), "tar", "-czf", archive.toString(), "-C", "packed", "apache-maven-3.9.9");
        assertThat(packed.status()).as(packed.output()).isZero();
        return archive;
    }

    private static String sha512(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)));
    }
}
