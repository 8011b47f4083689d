package dev.sluice.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// What an operator writes into each server's own configuration: three users (alice the operator, carol a caller, bob
/// without a role), one setting by JNDI, one by system property, and one log level.
public final class ServerSettings {
    private static final String PROPERTY = "sluice.docs.description";

    private ServerSettings() {}

    public static void tomcat(Path base, String password) throws IOException {
        replace(base.resolve("conf/tomcat-users.xml"), "</tomcat-users>", """
                <user username="alice" password="%1$s" roles="sluice-admin"/>
                <user username="carol" password="%1$s" roles="sluice-user"/>
                <user username="bob" password="%1$s" roles="other"/>
                </tomcat-users>
                """.formatted(password));
        replace(
                base.resolve("conf/context.xml"),
                "</Context>",
                "<Environment name=\"sluice/docs/title\" type=\"java.lang.String\" value=\"FromJndi\"/>\n</Context>");
        append(base.resolve("conf/catalina.properties"), PROPERTY + "=FromAProperty");
        append(base.resolve("conf/logging.properties"), "dev.sluice.access.level = WARNING");
    }

    public static void wildFly(Path base, String password) throws IOException {
        Path folder = base.resolve("configuration");
        for (String user : new String[] {"alice", "carol", "bob"}) {
            append(folder.resolve("application-users.properties"), user + "=" + digest(user, password));
        }
        append(folder.resolve("application-roles.properties"), "alice=sluice-admin\ncarol=sluice-user\nbob=other");
        Path file = folder.resolve("standalone.xml");
        replace(
                file,
                "</extensions>",
                "</extensions><system-properties><property name=\"" + PROPERTY + "\" value=\"FromAProperty\"/>"
                        + "<property name=\"sluice.server.executor\" value=\"java:jboss/ee/concurrency/factory/default\"/>"
                        + "</system-properties>");
        replace(
                file,
                "<remote-naming/>",
                "<bindings><simple name=\"java:global/sluice/docs/title\" value=\"FromJndi\"/></bindings><remote-naming/>");
        replace(
                file,
                "<root-logger>",
                "<logger category=\"dev.sluice.access\"><level name=\"WARN\"/></logger><root-logger>");
    }

    public static void payara(Path base, String password) throws IOException {
        Path folder = base.resolve("domain1/config");
        append(
                folder.resolve("keyfile"),
                "alice;" + salted(password) + ";sluice-admin\ncarol;" + salted(password) + ";sluice-user\nbob;"
                        + salted(password) + ";other");
        append(folder.resolve("logging.properties"), "dev.sluice.access.level=WARNING");
        Path domain = folder.resolve("domain.xml");
        Files.writeString(
                domain,
                Files.readString(domain)
                        .replaceFirst(
                                "(<java-config[^>]*>)",
                                "$1<jvm-options>-D" + PROPERTY + "=FromAProperty</jvm-options>"
                                        + "<jvm-options>-Dsluice.server.executor=java:comp/DefaultManagedThreadFactory"
                                        + "</jvm-options>"));
        Path commands = base.resolve("commands");
        Files.writeString(
                commands,
                Files.readString(commands)
                                .replace("deploy --contextroot /ai", "deploy --enabled=false --contextroot /ai")
                        + "set-web-env-entry --name=sluice/docs/title --type=java.lang.String --value=FromJndi ai\n"
                        + "enable ai\n");
    }

    private static String digest(String user, String password) {
        String text = user + ":ApplicationRealm:" + password;
        return HexFormat.of().formatHex(hashed("MD5", text.getBytes(StandardCharsets.UTF_8)));
    }

    /// As Payara's `create-file-user` writes it, with the older hash.
    private static String salted(String password) {
        byte[] salt = "saltsalt".getBytes(StandardCharsets.UTF_8);
        byte[] hash = hashed("SHA-1", (password + "saltsalt").getBytes(StandardCharsets.UTF_8));
        byte[] both = new byte[hash.length + salt.length];
        System.arraycopy(hash, 0, both, 0, hash.length);
        System.arraycopy(salt, 0, both, hash.length, salt.length);
        return "{SSHA}" + Base64.getEncoder().encodeToString(both);
    }

    private static byte[] hashed(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void append(Path file, String lines) throws IOException {
        Files.writeString(file, "\n" + lines + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    }

    private static void replace(Path file, String text, String by) throws IOException {
        String content = Files.readString(file);
        if (!content.contains(text)) {
            throw new AssertionError(file + " has no " + text);
        }
        Files.writeString(file, content.replace(text, by));
    }
}
