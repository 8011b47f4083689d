package dev.sluice.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A server's command line program, which takes one command after the other.
final class ConsoleOperator implements ServerOperator {
    private static final long LIMIT_SECONDS = 180;

    private final Process program;
    private final Dialogue dialogue;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final StringBuilder all = new StringBuilder();

    private ConsoleOperator(List<String> command, Dialogue dialogue) {
        this.dialogue = dialogue;
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("AS_JAVA", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Xmx128m -XX:TieredStopAtLevel=1");
        try {
            program = builder.start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    /// How to deploy, and what says that it has been done.
    private record Dialogue(String war, String deploy, String done, String failed) {}

    static ServerOperator ofWildFly(Path unpacked, int management) {
        return new ConsoleOperator(
                List.of(
                        "sh",
                        unpacked.resolve("bin/jboss-cli.sh").toString(),
                        "--connect",
                        "--controller=127.0.0.1:" + management,
                        "--timeout=120000"),
                new Dialogue(
                        "sluice.war", "deploy --force %s --name=ai.war\necho all is done", "all is done", "WFLYCTL"));
    }

    static ServerOperator ofPayara(Path unpacked, int management) {
        return new ConsoleOperator(
                List.of(
                        "sh",
                        unpacked.resolve("bin/asadmin").toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(management),
                        "--interactive=false",
                        "multimode"),
                new Dialogue(
                        "sluice.war",
                        "deploy --force=true --contextroot /ai --name ai %s",
                        "executed successfully",
                        "failed"));
    }

    private void listen() {
        try (BufferedReader in = program.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                said.add(line);
            }
        } catch (IOException e) {
            // it has ended
        }
    }

    @Override
    public void deploy(Path war) throws IOException {
        Writer in = program.outputWriter(StandardCharsets.UTF_8);
        in.write(dialogue.deploy().formatted(war) + "\n");
        in.flush();
        String line = "";
        while (!line.contains(dialogue.done()) || line.contains("echo ")) {
            line = next();
            if (line.contains(dialogue.failed())) {
                throw new AssertionError(all);
            }
        }
    }

    private String next() {
        try {
            String line = said.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no answer after: " + all);
            }
            all.append(line).append('\n');
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public String war() {
        return dialogue.war();
    }

    @Override
    public void close() {
        program.descendants().forEach(ProcessHandle::destroy);
        program.destroy();
        try {
            if (!program.waitFor(10, TimeUnit.SECONDS)) {
                program.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
