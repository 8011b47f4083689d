package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A script of `src/test/node` that drives a vendor's own client and prints one line of JSON for each case.
public final class NodeScript {
    private final Map<String, JsonNode> cases = new HashMap<>();

    private NodeScript() {}

    /// Whether scripts can be run here.
    public static boolean possible() {
        return Programs.present("node") && Programs.present("npm");
    }

    /// Runs a script to its end; its clients are those of the lock file, kept under `target` for the next run.
    public static NodeScript run(String script, String sluice) throws IOException {
        return run(script, sluice, "");
    }

    /// @param client which of several packages the script is to use
    public static NodeScript run(String script, String sluice, String client) throws IOException {
        Map<String, String> environment =
                Map.of("SLUICE_URL", sluice, "CLIENT", client, "NO_PROXY", "127.0.0.1", "NODE_NO_WARNINGS", "1");
        Programs.Ended ended = Programs.run(installed(script), environment, "node", script);
        assertThat(ended.status()).as(ended.output()).isZero();
        var outcome = new NodeScript();
        ended.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(Json::parse)
                .forEach(line -> outcome.cases.put(line.path("case").asText(), line));
        return outcome;
    }

    private static Path installed(String script) throws IOException {
        Path source = Path.of("src/test/node");
        Path folder = Files.createDirectories(Path.of("target/node"));
        Path lock = folder.resolve("package-lock.json");
        boolean known = Files.exists(lock)
                && Files.exists(folder.resolve("node_modules/openai/package.json"))
                && Files.mismatch(source.resolve("package-lock.json"), lock) < 0;
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "tell.mjs", script)) {
            Files.copy(source.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!known) {
            Programs.Ended ended = Programs.run(
                    folder, Map.of(), "npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-progress");
            assertThat(ended.status()).as(ended.output()).isZero();
        }
        return folder;
    }

    /// What the script said of a case.
    public JsonNode outcome(String name) {
        assertThat(cases).as("what the script said").containsKey(name);
        return cases.getOrDefault(name, MissingNode.getInstance());
    }
}
