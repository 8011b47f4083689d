package dev.sluice.http;

import dev.sluice.access.Identity;
import dev.sluice.access.PasswordGuard;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Reads whom the application server knows: somebody it has authenticated already, or the user name and password of
/// `Authorization: Basic`, which its own user administration is then asked about. Nobody is sent to a login dialog.
final class ServerUser {
    private static final int LONGEST_BASIC = 4_096;

    private final PasswordGuard guard;

    ServerUser(PasswordGuard guard) {
        this.guard = guard;
    }

    /// What came of looking for one.
    sealed interface Found {
        record Nobody() implements Found {}

        record Wrong() implements Found {}

        record Somebody(Identity identity) implements Found {}
    }

    /// @param client the address that wrong passwords are counted for
    /// @param otherwiseKnown whether the caller has another credential: a password is then none of
    ///     ours, it may be meant for a proxy on the way
    Found of(HttpServletRequest request, String client, boolean otherwiseKnown) {
        Optional<Identity> known = principal(request);
        if (known.isPresent()) {
            return new Found.Somebody(known.get());
        }
        String authorization = request.getHeader("Authorization");
        if (otherwiseKnown || authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return new Found.Nobody();
        }
        return guard.admits(client) ? asked(request, authorization.substring(6).strip(), client) : new Found.Wrong();
    }

    private static Optional<Identity> principal(HttpServletRequest request) {
        return Optional.ofNullable(request.getUserPrincipal())
                .map(principal -> new Identity.OfServer(
                        String.valueOf(principal.getName()),
                        request.isUserInRole(Identity.ADMIN_ROLE),
                        request.isUserInRole(Identity.USER_ROLE)));
    }

    private Found asked(HttpServletRequest request, String basic, String client) {
        String pair = decoded(basic);
        int colon = pair.indexOf(':');
        Optional<Identity> identity =
                colon <= 0 ? Optional.empty() : login(request, pair.substring(0, colon), pair.substring(colon + 1));
        if (identity.isEmpty()) {
            guard.failed(client);
            return new Found.Wrong();
        }
        return new Found.Somebody(identity.get());
    }

    /// The login is taken back at once: it is this request's alone, and no session is to remember it.
    private static Optional<Identity> login(HttpServletRequest request, String name, String password) {
        boolean hadSession = request.getSession(false) != null;
        try {
            request.login(name, password);
            Optional<Identity> identity = principal(request);
            request.logout();
            HttpSession made = request.getSession(false);
            if (made != null && !hadSession) {
                // WildFly makes one for each login, which would stay for half an hour
                made.invalidate();
            }
            return identity;
        } catch (ServletException refused) {
            return Optional.empty();
        }
    }

    private static String decoded(String basic) {
        if (basic.length() > LONGEST_BASIC) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }
}
