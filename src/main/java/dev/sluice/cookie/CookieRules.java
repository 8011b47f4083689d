package dev.sluice.cookie;

import java.net.IDN;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which cookies are kept, and for how long. What a browser would refuse is refused here, too: names and values that
/// break a header, domains of whole registries, prefixes whose promise is not kept.
final class CookieRules {
    private static final int LONGEST = 4096;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_PATH = 300;
    private static final Duration MOST = Duration.ofDays(400);

    /// A session ends with a browser, and there is none here.
    private static final Duration SESSION = Duration.ofDays(30);

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x3A\\x3C-\\x7E]*");
    private static final Pattern HOST =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*");

    private final Instant now;

    CookieRules(Instant now) {
        this.now = now;
    }

    /// What was read of a cookie.
    ///
    /// @param domain with a leading dot where it goes to the hosts below, too
    /// @param hostOnly null where untold
    /// @param expires null where it ends with its session
    record Told(
            String name,
            String value,
            String domain,
            @Nullable Boolean hostOnly,
            String path,
            boolean secure,
            @Nullable Instant expires) {}

    /// The cookie; empty where it is not kept.
    Optional<Cookie> cookie(Told told) {
        Optional<String> host = host(told.domain());
        String path = told.path().startsWith("/") ? told.path() : "/";
        boolean fits = NAME.matcher(told.name()).matches()
                && told.name().length() <= LONGEST_NAME
                && VALUE.matcher(told.value()).matches()
                && told.name().length() + told.value().length() <= LONGEST
                && path.length() <= LONGEST_PATH
                && path.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
        Instant expires = expires(told.expires());
        if (!fits || host.isEmpty() || !expires.isAfter(now)) {
            return Optional.empty();
        }
        boolean hostOnly = told.hostOnly() == null ? !told.domain().startsWith(".") : told.hostOnly();
        var cookie = new Cookie(told.name(), told.value(), host.get(), hostOnly, path, told.secure(), expires);
        return Optional.of(cookie).filter(CookieRules::belongsToOne).filter(CookieRules::keepsItsPrefix);
    }

    private static Optional<String> host(String domain) {
        String bare = domain.startsWith(".") ? domain.substring(1) : domain;
        try {
            String host = IDN.toASCII(bare.strip(), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return Optional.of(host)
                    .filter(name -> name.length() <= 253)
                    .filter(name -> HOST.matcher(name).matches());
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private Instant expires(@Nullable Instant told) {
        Instant latest = now.plus(told == null ? SESSION : MOST);
        return told == null || told.isAfter(latest) ? latest : told;
    }

    private static boolean belongsToOne(Cookie cookie) {
        return cookie.hostOnly() || !ADDRESS.matcher(cookie.domain()).matches() && !Registries.hold(cookie.domain());
    }

    /// `__Secure-` and `__Host-` (RFC 6265bis, 4.1.3).
    private static boolean keepsItsPrefix(Cookie cookie) {
        String name = cookie.name().toLowerCase(Locale.ROOT);
        if (name.startsWith("__host-")) {
            return cookie.secure() && cookie.hostOnly() && cookie.path().equals("/");
        }
        return !name.startsWith("__secure-") || cookie.secure();
    }
}
