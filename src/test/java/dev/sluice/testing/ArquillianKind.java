package dev.sluice.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.logging.FileHandler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/// What each server needs before Arquillian can start it for a test.
enum ArquillianKind {
    /// In the process of the test itself.
    TOMCAT("sluice-tomcat.war") {
        @Override
        Map<String, String> prepare(Place place) throws IOException {
            System.setProperty("sluice.config", place.config());
            System.setProperty("sluice.home", place.home().toString());
            var handler = new FileHandler(log(place).toString());
            handler.setFormatter(new SimpleFormatter());
            Logger.getLogger("").addHandler(handler);
            return Map.of("home", place.home().toString());
        }

        @Override
        Path log(Place place) {
            return place.home().resolve("tomcat.log");
        }
    },
    WILDFLY("sluice.war") {
        @Override
        Map<String, String> prepare(Place place) {
            return Map.of(
                    "home",
                    place.unpacked().toString(),
                    "arguments",
                    SMALL + " -Djava.net.preferIPv4Stack=true -Djboss.bind.address=127.0.0.1 -Djboss.http.port="
                            + place.port() + " -Djboss.https.port=" + TestingUpstream.freePort()
                            + " -Djboss.management.http.port=" + place.management() + " -Djboss.server.log.dir="
                            + place.home() + " " + place.options());
        }

        @Override
        Path log(Place place) {
            return place.home().resolve("server.log");
        }
    },
    /// A domain of its own beside the one that Payara comes with: Arquillian knows no other folder of domains.
    PAYARA("sluice.war") {
        @Override
        Map<String, String> prepare(Place place) throws IOException {
            Path base = Files.createDirectory(place.home().resolve("base"));
            ServerHome.PAYARA.prepare(
                    place.unpacked(),
                    base,
                    place.port(),
                    Path.of("target"),
                    new ServerHome.Layout(false, place.management(), SMALL + " " + place.options()));
            Path domain = base.resolve("domain1/config/domain.xml");
            Files.writeString(
                    domain,
                    Files.readString(domain)
                            .replaceFirst(
                                    "<java-config ",
                                    "<java-config java-home=\"" + System.getProperty("java.home") + "\" "));
            Programs.run(
                    Path.of("."),
                    Map.of(),
                    "mv",
                    base + "/domain1",
                    domain(place).toString());
            return Map.of(
                    "home",
                    place.unpacked().toString(),
                    "domain",
                    domain(place).getFileName().toString());
        }

        @Override
        Path log(Place place) {
            return domain(place).resolve("logs/server.log");
        }
    };

    private static final String SMALL = "-Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final String war;

    ArquillianKind(String war) {
        this.war = war;
    }

    /// @param unpacked the server as its makers ship it
    /// @param home where this test's files are
    record Place(Path unpacked, Path home, int port, int management) {
        String config() {
            return home.resolve("sluice.yaml").toString();
        }

        String options() {
            return "-Dsluice.config=" + config() + " -Dsluice.home=" + home;
        }
    }

    static ArquillianKind launched() {
        return valueOf(System.getProperty("arquillian.launch", "").toUpperCase(Locale.ROOT));
    }

    /// @return what `arquillian.xml` is to know, by name
    abstract Map<String, String> prepare(Place place) throws IOException;

    abstract Path log(Place place);

    /// Which of the files that the build makes is for this server.
    String war() {
        return war;
    }

    Path domain(Place place) {
        return place.unpacked()
                .resolve("glassfish/domains")
                .resolve(place.home().getFileName().toString());
    }

    Path unpacked() throws IOException {
        Path servers = Path.of(System.getProperty("sluice.test.servers", ""));
        try (Stream<Path> inside = Files.list(servers.resolve(name().toLowerCase(Locale.ROOT)))) {
            return inside.filter(folder -> Files.isDirectory(folder.resolve("bin")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + this + " in " + servers))
                    .toAbsolutePath();
        }
    }
}
