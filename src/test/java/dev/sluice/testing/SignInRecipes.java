package dev.sluice.testing;

import static dev.sluice.testing.RunningProxy.file;
import static dev.sluice.testing.RunningProxy.with;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The files of `server-config/` for proxies that sign people in, with something of ours where the identity provider
/// would be.
public final class SignInRecipes {
    private SignInRecipes() {}

    /// nginx beside oauth2-proxy, in front of what listens at `address`.
    ///
    /// @param answer what oauth2-proxy answers when it is asked, as statements of nginx
    public static String oauth2Proxy(String address, String answer) {
        int oauth2Proxy = TestingUpstream.freePort();
        String conf = with(file("oauth2-proxy/nginx.conf"), "127.0.0.1:8000", address);
        return with(with(conf, "127.0.0.1:4180", "127.0.0.1:" + oauth2Proxy), "listen 80;", "listen @PORT@;")
                + "server { listen 127.0.0.1:" + oauth2Proxy + "; location / { " + answer + " } }\n";
    }

    /// Apache with a password (alice, `password`) in place of OpenID Connect.
    ///
    /// @param groups what a provider would say that alice belongs to
    public static String openIdc(String address, Path folder, String groups) {
        try {
            Path users = Files.writeString(folder.resolve("users"), "alice:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            String basic = file("apache/sluice-oidc.conf")
                    .replaceAll("(?m)^ *OIDC.*$", "")
                    .replace("AuthType openid-connect", "AuthType Basic\nAuthName x\nAuthUserFile " + users);
            return with(file("apache/sluice.conf"), "127.0.0.1:8000", address) + basic
                    + "SetEnvIf Request_URI . OIDC_CLAIM_groups=" + groups + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
