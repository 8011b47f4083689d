package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/// A proxy in front of something, from a file of `server-config/` in which only what that file calls the operator's own
/// is
/// replaced. Listens on a free port of 127.0.0.1; closing it stops it.
public final class RunningProxy implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Path APACHE_MODULES = Path.of("/usr/lib/apache2/modules");

    private final Path home;
    private final int port;
    private final RunningProgram program;
    private final TestingClient client;

    private RunningProxy(Path home, int port, RunningProgram program) {
        this.home = home;
        this.port = port;
        this.program = program;
        this.client = new TestingClient(url());
    }

    public static boolean nginxIsHere() {
        return Files.isExecutable(Path.of("/usr/sbin/nginx"));
    }

    public static boolean apacheIsHere(String module) {
        return Files.isExecutable(Path.of("/usr/sbin/apache2"))
                && Files.exists(APACHE_MODULES.resolve("mod_" + module + ".so"));
    }

    /// nginx with this text as a file of its `conf.d`; `@PORT@` is where it listens.
    public static RunningProxy nginx(String text) {
        int port = TestingUpstream.freePort();
        Path home = home();
        String main = """
            daemon off;
            worker_processes 1;
            pid %1$s/nginx.pid;
            error_log stderr info;
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                include %1$s/sluice.conf;
            }
            """.formatted(home);
        write(home.resolve("nginx.conf"), main);
        write(home.resolve("sluice.conf"), text.replace("@PORT@", "127.0.0.1:" + port));
        return started(home, port, "/usr/sbin/nginx", "-e", "stderr", "-p", home + "/", "-c", home + "/nginx.conf");
    }

    /// Apache with this text in a virtual host.
    public static RunningProxy apache(String text) {
        int port = TestingUpstream.freePort();
        Path home = home();
        write(
                home.resolve("apache.conf"),
                apacheMain(home, port) + "<VirtualHost *:" + port + ">\n" + "ServerName llm.example.com\n" + text
                        + "\n</VirtualHost>\n");
        return started(home, port, "/usr/sbin/apache2", "-D", "FOREGROUND", "-f", home + "/apache.conf");
    }

    private static String apacheMain(Path home, int port) {
        var main = new StringBuilder("ServerRoot " + home + "\nPidFile " + home + "/apache.pid\nListen 127.0.0.1:"
                + port + "\nServerName localhost\nErrorLog /dev/stderr\nDefaultRuntimeDir " + home + "\n");
        if (root()) {
            main.append("User www-data\nGroup www-data\n");
        }
        for (String module : new String[] {
            "mpm_event",
            "authz_core",
            "authn_core",
            "authz_user",
            "auth_basic",
            "authn_file",
            "env",
            "setenvif",
            "headers",
            "proxy",
            "proxy_http",
            "auth_openidc"
        }) {
            if (apacheIsHere(module)) {

                main.append("LoadModule ")
                        .append(module)
                        .append("_module ")
                        .append(APACHE_MODULES)
                        .append("/mod_")
                        .append(module)
                        .append(".so\n");
            }
        }
        return main.toString();
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static RunningProxy started(Path home, int port, String... command) {
        var program = RunningProgram.start(
                home, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", home.toString()), command);
        if (!Eventually.holds(START_LIMIT, () -> !program.runs() || listens(port)) || !program.runs()) {
            program.close();
            throw new AssertionError(String.join(" ", command) + " does not run:\n" + program.log());
        }
        return new RunningProxy(home, port, program);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /// A file of `server-config/`, as it stands.
    public static String file(String name) {
        try {
            return Files.readString(Path.of("server-config", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `text` with `from`, which it must have, replaced.
    public static String with(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new AssertionError("the file does not say " + from);
        }
        return text.replace(from, to);
    }

    /// Host and port of a URL, as proxies want it.
    public static String address(String url) {
        return URI.create(url).getAuthority();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public TestingClient client() {
        return client;
    }

    public String log() {
        return program.log();
    }

    private static Path home() {
        try {
            Path home = Files.createTempDirectory("sluice-proxy");
            // a proxy started by root works as somebody else
            Files.setPosixFilePermissions(home, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        program.close();
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
