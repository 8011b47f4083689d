package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.Programs;
import dev.sluice.testing.RunningSluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the README tells a newcomer to type, typed on a machine where nothing is configured.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReadmeIT {
    private static final Pattern SNIPPET = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with("{}\n");

    @BeforeAll
    static void curlIsHere() {
        assumeTrue(Programs.present("curl"), "curl is not installed");
    }

    static List<String> calls() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<String> calls = SNIPPET.matcher(readme)
                .results()
                .map(found -> found.group(1).strip())
                .filter(snippet -> snippet.startsWith("curl "))
                .toList();
        assertThat(calls).as("curl calls in README.md").isNotEmpty();
        return calls;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallInTheReadmeWorksAsItStands(String call) {
        String here = call.replaceAll("http://(127\\.0\\.0\\.1|localhost):8000", SLUICE.url());
        assertThat(here).as("the address of the README").isNotEqualTo(call);
        String strict = "set -e\ncurl() { command curl --fail-with-body -sS \"$@\"; }\n" + here;
        Programs.Ended ended = Programs.run(Path.of("."), Map.of("NO_PROXY", "127.0.0.1"), "sh", "-c", strict);
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).isNotBlank().doesNotContain("\"error\"");
    }
}
