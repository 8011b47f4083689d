package dev.sluice.cookie;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

/// One cookie, by the rules of RFC 6265.
///
/// @param domain lower case, without a leading dot
/// @param hostOnly whether it goes to `domain` alone and to no host below it
/// @param path begins with a slash
/// @param secure whether it goes only over TLS
record Cookie(
        String name, String value, String domain, boolean hostOnly, String path, boolean secure, Instant expires) {

    /// Whether a browser would send it there (RFC 6265, 5.4).
    boolean goesTo(URI address, Instant now) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        boolean hosted = host.equals(domain) || !hostOnly && host.endsWith("." + domain);
        boolean safe = !secure || "https".equalsIgnoreCase(address.getScheme());
        return hosted && safe && below(address.getRawPath()) && expires.isAfter(now);
    }

    private boolean below(String asked) {
        String wanted = asked == null || asked.isEmpty() ? "/" : asked;
        return wanted.equals(path)
                || wanted.startsWith(path) && (path.endsWith("/") || wanted.charAt(path.length()) == '/');
    }

    /// Its value is a secret.
    @Override
    public String toString() {
        return "Cookie[" + name + " of " + domain + path + "]";
    }
}
