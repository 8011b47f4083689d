package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        return Main.run(
                words,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void tellsItsVersionAndItsOptions() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Sluice ").doesNotContain("$");
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--port");
    }

    @Test
    void refusesAnOptionItDoesNotKnowWithTheNearestOne() {
        assertThat(run("--prot", "1")).isEqualTo(Main.WRONG_USE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--prot").contains("--port");
    }

    @Test
    void saysWhichCommandsAreNotInThisVersion() {
        assertThat(run("key", "create", "x")).isEqualTo(Main.WRONG_USE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("not in this version");
    }
}
