package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How one kind of server is laid out for a test: a base folder of its own, listening on 127.0.0.1 at a free port, with
/// Sluice deployed under `/` and under `/ai`.
public enum ServerHome {
    TOMCAT {
        @Override
        List<String> prepare(Path unpacked, Path base, int port, Path wars, Layout layout) throws IOException {
            copy(unpacked.resolve("conf"), base.resolve("conf"));
            for (String folder : List.of("logs", "temp", "work", "webapps")) {
                Files.createDirectories(base.resolve(folder));
            }
            edit(
                    base.resolve("conf/server.xml"),
                    Map.of(
                            "port=\"8005\"",
                            "port=\"-1\"",
                            "<Connector port=\"8080\"",
                            "<Connector address=\"127.0.0.1\" encodedSolidusHandling=\"passthrough\" port=\"" + port
                                    + "\""));
            for (String name : layout.deployed() ? List.of("ROOT.war", "ai.war") : List.<String>of()) {
                Files.copy(
                        wars.resolve("sluice-tomcat.war"),
                        base.resolve("webapps").resolve(name));
            }
            if (!layout.deployed()) {
                copy(unpacked.resolve("webapps/manager"), base.resolve("webapps/manager"));
                Files.writeString(base.resolve("conf/tomcat-users.xml"), TomcatOperator.USERS);
            }
            return List.of("sh", unpacked.resolve("bin/catalina.sh").toString(), "run");
        }

        @Override
        Map<String, String> environment(Path base, Layout layout) {
            return Map.of("CATALINA_BASE", base.toString(), "JAVA_OPTS", layout.javaOptions());
        }

        @Override
        ServerOperator operator(Path unpacked, Path base, int port, Layout layout) {
            return new TomcatOperator(port);
        }
    },
    WILDFLY {
        @Override
        List<String> prepare(Path unpacked, Path base, int port, Path wars, Layout layout) throws IOException {
            copy(unpacked.resolve("standalone"), base);
            for (String name : layout.deployed() ? List.of("ROOT.war", "ai.war") : List.<String>of()) {
                Files.copy(
                        wars.resolve("sluice.war"), base.resolve("deployments").resolve(name));
            }
            return List.of(
                    "sh",
                    unpacked.resolve("bin/standalone.sh").toString(),
                    "-Djboss.server.base.dir=" + base,
                    "-Djboss.bind.address=127.0.0.1",
                    "-Djboss.http.port=" + port,
                    "-Djboss.https.port=" + TestingUpstream.freePort(),
                    "-Djboss.management.http.port=" + layout.management());
        }

        @Override
        Map<String, String> environment(Path base, Layout layout) {
            return Map.of("JAVA_OPTS", layout.javaOptions() + " -Djava.net.preferIPv4Stack=true");
        }

        @Override
        ServerOperator operator(Path unpacked, Path base, int port, Layout layout) {
            return ConsoleOperator.ofWildFly(unpacked, layout.management());
        }
    },
    PAYARA {
        @Override
        List<String> prepare(Path unpacked, Path base, int port, Path wars, Layout layout) throws IOException {
            Path domain = base.resolve("domain1");
            copy(unpacked.resolve("glassfish/domains/domain1"), domain);
            configureDomain(domain.resolve("config/domain.xml"), port, layout);
            Path commands = Files.writeString(base.resolve("commands"), layout.deployed() ? payaraCommands(wars) : "");
            return List.of(
                    "sh",
                    unpacked.resolve("bin/asadmin").toString(),
                    "start-domain",
                    "--verbose",
                    "--domaindir",
                    base.toString(),
                    "--postbootcommandfile",
                    commands.toString(),
                    "domain1");
        }

        @Override
        Map<String, String> environment(Path base, Layout layout) {
            return Map.of("AS_JAVA", System.getProperty("java.home"));
        }

        @Override
        ServerOperator operator(Path unpacked, Path base, int port, Layout layout) {
            return ConsoleOperator.ofPayara(unpacked, layout.management());
        }
    };

    private static final Pattern FIXED_PORT = Pattern.compile("port=\"(8181|4848|3700|3820|3920|8686|5900|4900)\"");

    /// Fills `base` and gives the command that runs the server in the foreground.
    abstract List<String> prepare(Path unpacked, Path base, int port, Path wars, Layout layout) throws IOException;

    abstract Map<String, String> environment(Path base, Layout layout);

    /// Who deploys on the running server.
    abstract ServerOperator operator(Path unpacked, Path base, int port, Layout layout);

    /// What is different from test to test.
    ///
    /// @param deployed whether Sluice is there from the start
    /// @param management the port of the server's own management
    record Layout(boolean deployed, int management, String javaOptions) {}

    private static void configureDomain(Path file, int port, Layout layout) throws IOException {
        edit(
                file,
                Map.of(
                        "<network-listener port=\"8080\"",
                                "<network-listener address=\"127.0.0.1\" port=\"" + port + "\"",
                        "<network-listener port=", "<network-listener address=\"127.0.0.1\" port=",
                        "address=\"0.0.0.0\"", "address=\"127.0.0.1\"",
                        "port=\"4848\"", "port=\"" + layout.management() + "\"",
                        "<hazelcast-config-specific-configuration>",
                                "<hazelcast-config-specific-configuration enabled=\"false\">"));
        freePorts(file);
        if (!layout.deployed()) {
            // the last of an option counts
            edit(file, Map.of("</java-config>", jvmOptions(layout.javaOptions()) + "</java-config>"));
        }
    }

    private static String payaraCommands(Path wars) {
        return "deploy --contextroot / --name root " + wars.resolve("sluice.war") + "\n"
                + "deploy --contextroot /ai --name ai " + wars.resolve("sluice.war") + "\n";
    }

    private static String jvmOptions(String words) {
        return Stream.of(words.split(" "))
                .map(word -> "<jvm-options>" + word + "</jvm-options>")
                .collect(java.util.stream.Collectors.joining());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(copy)) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void edit(Path file, Map<String, String> replacements) throws IOException {
        String text = Files.readString(file);
        // the longer a text, the more it says: it goes first
        for (String from : replacements.keySet().stream()
                .sorted((a, b) -> b.length() - a.length())
                .toList()) {
            if (!text.contains(from)) {
                throw new AssertionError(file + " has no " + from);
            }
            text = text.replace(from, replacements.getOrDefault(from, ""));
        }
        Files.writeString(file, text);
    }

    private static void freePorts(Path file) throws IOException {
        Matcher fixed = FIXED_PORT.matcher(Files.readString(file));
        Files.writeString(file, fixed.replaceAll(found -> "port=\"" + TestingUpstream.freePort() + "\""));
    }
}
