package dev.sluice.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What each server needs before its recipe in `server-config/README.md` can be followed for a test: a fresh home of
/// its
/// own on free ports of 127.0.0.1, and the variables that the recipe's commands use.
public enum ServerRecipe {
    TOMCAT("Tomcat", "logs") {
        @Override
        void freshHome(Place place) throws IOException {
            for (String folder : List.of("bin", "logs", "temp", "work", "webapps")) {
                Files.createDirectories(place.base().resolve(folder));
            }
            copy(place.unpacked().resolve("conf"), place.base());
        }

        @Override
        Map<String, String> environment(Place place) {
            return Map.of(
                    "CATALINA_HOME", place.unpacked().toString(),
                    "CATALINA_BASE", place.base().toString(),
                    "JAVA_OPTS", QUICK + " -Dtomcat.http.address=127.0.0.1 -Dtomcat.http.port=" + place.port());
        }
    },
    WILDFLY("WildFly", "log") {
        @Override
        void freshHome(Place place) throws IOException {
            Files.delete(place.base());
            Programs.run(Path.of("."), Map.of(), "cp", "-r", place.unpacked() + "/standalone", place.base() + "");
        }

        @Override
        Map<String, String> environment(Place place) {
            return Map.of(
                    "JBOSS_HOME", place.unpacked().toString(),
                    "JBOSS_BASE_DIR", place.base().toString(),
                    "JAVA_OPTS",
                            QUICK + " -Xmx512m -Djava.net.preferIPv4Stack=true -Djboss.server.base.dir="
                                    + place.base() + " -Djboss.http.port=" + place.port() + " -Djboss.https.port="
                                    + TestingUpstream.freePort() + " -Djboss.management.http.port="
                                    + place.management());
        }
    },
    PAYARA("Payara", "domain1/logs") {
        @Override
        void freshHome(Place place) throws IOException {
            copy(place.unpacked().resolve("glassfish/domains/domain1"), place.base());
            Path file = place.base().resolve("domain1/config/domain.xml");
            String xml = Files.readString(file)
                    .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                    .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                    .replace("port=\"8080\"", "port=\"" + place.port() + "\"")
                    .replace("port=\"4848\"", "port=\"" + place.management() + "\"")
                    .replace(
                            "<hazelcast-config-specific-configuration>",
                            "<hazelcast-config-specific-configuration enabled=\"false\">");
            Files.writeString(
                    file, OTHER_PORT.matcher(xml).replaceAll(found -> "port=\"" + TestingUpstream.freePort() + "\""));
        }

        @Override
        Map<String, String> environment(Place place) {
            return Map.of(
                    "PAYARA_HOME", place.unpacked().toString(),
                    "AS_JAVA", System.getProperty("java.home"),
                    "AS_ADMIN_HOST", "127.0.0.1",
                    "AS_ADMIN_PORT", Integer.toString(place.management()),
                    "PAYARA_DOMAINS", place.base().toString());
        }
    };

    private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    private static final Pattern OTHER_PORT = Pattern.compile("port=\"(8181|3700|3820|3920|8686|5900|4900)\"");

    private final String heading;
    private final String logs;

    ServerRecipe(String heading, String logs) {
        this.heading = heading;
        this.logs = logs;
    }

    /// @param unpacked the server as its makers ship it
    /// @param base where this test's files of it are
    /// @param management the port that its console's commands use
    public record Place(Path unpacked, Path base, int port, int management) {}

    abstract void freshHome(Place place) throws IOException;

    abstract Map<String, String> environment(Place place);

    /// The folder below the base where it writes its logs.
    Path logs(Path base) {
        return base.resolve(logs);
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The commands of its recipe, one a line.
    List<String> commands() throws IOException {
        return RecipePage.commands(heading);
    }

    private static void copy(Path from, Path into) {
        Programs.Ended ended = Programs.run(Path.of("."), Map.of(), "cp", "-r", from.toString(), into + "/");
        if (ended.status() != 0) {
            throw new AssertionError(ended.output());
        }
    }
}
