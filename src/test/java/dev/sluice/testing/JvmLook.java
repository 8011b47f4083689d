package dev.sluice.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Looks into another Java process with the tools that come with its JDK.
public final class JvmLook {
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+\\.so\\S*)");

    private final long pid;

    public JvmLook(long pid) {
        this.pid = pid;
    }

    /// How many class loaders have loaded a class of this name and are still there after a collection of garbage.
    public int loadersOf(String className) {
        jcmd("GC.run");
        jcmd("GC.run");
        String pattern = "(?m)(?<![\\w.$])" + Pattern.quote(className) + "(?![\\w.$])";
        return (int) Pattern.compile(pattern)
                .matcher(jcmd("VM.classloaders", "show-classes=true"))
                .results()
                .count();
    }

    /// How many objects there are, after a collection of garbage, of the classes whose name this expression finds.
    public long objectsOf(String classNames) {
        Pattern row = Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+\\S*(?:" + classNames + ")\\S*");
        return row.matcher(jcmd("GC.class_histogram"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    /// The threads, virtual ones too, that bear our name or run our code, each with its stack.
    public List<String> threadsOfSluice() {
        try {
            Path file = Files.createTempFile("threads", ".json");
            Files.delete(file);
            jcmd("Thread.dump_to_file", "-format=json", file.toString());
            JsonNode dump = Json.parse(Files.readString(file));
            Files.delete(file);
            List<String> ours = new ArrayList<>();
            for (JsonNode container : dump.at("/threadDump/threadContainers")) {
                for (JsonNode thread : container.path("threads")) {
                    String all = thread.path("name").asText() + " " + thread.path("stack");
                    if (all.contains("dev.sluice") || all.startsWith("sluice-") || all.startsWith("upstream-")) {
                        ours.add(all);
                    }
                }
            }
            return ours;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The native libraries that are loaded.
    public Set<String> nativeLibraries() {
        Set<String> libraries = new TreeSet<>();
        LIBRARY.matcher(jcmd("VM.dynlibs")).results().forEach(found -> libraries.add(found.group(1)));
        return libraries;
    }

    /// The memory that the process holds, in MB, where the operating system tells.
    public long residentMegabytes() throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1L);
    }

    private String jcmd(String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add("-J-XX:TieredStopAtLevel=1");
        command.add(Long.toString(pid));
        command.addAll(List.of(words));
        try {
            Path output = Files.createTempFile("jcmd", ".txt");
            Process program = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!program.waitFor(60, TimeUnit.SECONDS) || program.exitValue() != 0) {
                program.destroyForcibly();
                throw new AssertionError(command + ": " + Files.readString(output));
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
