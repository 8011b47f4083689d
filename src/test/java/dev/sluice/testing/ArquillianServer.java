package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server that Arquillian starts and deploys on; the build says which (`arquillian.launch`). Says in system
/// properties
/// what `arquillian.xml` is to know, before Arquillian reads it.
public final class ArquillianServer implements DeployedSluice, AfterAllCallback {
    private static final String PAYARA_ROLES = "WEB-INF/glassfish-web.xml";

    private final ArquillianKind kind;
    private final ArquillianKind.Place place;
    private final Map<String, TestingClient> clients = new HashMap<>();

    private ArquillianServer(ArquillianKind kind, ArquillianKind.Place place) {
        this.kind = kind;
        this.place = place;
    }

    /// @param yaml the configuration of both deployments
    public static ArquillianServer prepared(String yaml) {
        ArquillianKind kind = ArquillianKind.launched();
        try {
            Path home = Files.createTempDirectory("sluice-arquillian");
            Files.writeString(home.resolve("sluice.yaml"), yaml);
            var place = new ArquillianKind.Place(
                    kind.unpacked(), home, TestingUpstream.freePort(), TestingUpstream.freePort());
            kind.prepare(place).forEach((name, value) -> System.setProperty("sluice.test." + name, value));
            System.setProperty("sluice.test.port", Integer.toString(place.port()));
            System.setProperty("sluice.test.management", Integer.toString(place.management()));
            var server = new ArquillianServer(kind, place);
            Runtime.getRuntime().addShutdownHook(new Thread(server::delete));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The application that the build made for this server, under another name.
    public WebArchive war(String name) {
        WebArchive war = ShrinkWrap.create(ZipImporter.class, name)
                .importFrom(RunningSluice.jar().resolveSibling(kind.war()).toFile())
                .as(WebArchive.class);
        return kind == ArquillianKind.PAYARA && name.equals("ROOT.war") ? withContextRoot(war) : war;
    }

    /// Payara takes no name for the server's root.
    private static WebArchive withContextRoot(WebArchive war) {
        try {
            String roles = Files.readString(Path.of("src/main/server", PAYARA_ROLES));
            war.delete(PAYARA_ROLES);
            String first = "<security-role-mapping>";
            return war.add(
                    new StringAsset(roles.replaceFirst(first, "<context-root>/</context-root>" + first)), PAYARA_ROLES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + place.port();
    }

    @Override
    public synchronized TestingClient client(String context) {
        return clients.computeIfAbsent(context, path -> new TestingClient(url() + path));
    }

    @Override
    public String log() {
        try {
            return Files.readString(kind.log(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        clients.values().forEach(TestingClient::close);
    }

    /// Arquillian stops the server after the last class.
    private void delete() {
        for (Path folder : List.of(place.home(), kind.domain(place))) {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.sorted((a, b) -> b.compareTo(a))
                            .forEach(file -> file.toFile().delete());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
