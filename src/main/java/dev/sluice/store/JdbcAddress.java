package dev.sluice.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A JDBC address as an operator writes it. Credentials may stand before the host, as in other programs' addresses,
/// or among the parameters, as the driver reads them.
///
/// @param url without the credentials that stood before the host
record JdbcAddress(String url, Optional<String> user, Optional<String> password) {
    private static final Pattern USER_INFO = Pattern.compile("(jdbc:postgresql://)([^/?@]*)@(.*)");

    static JdbcAddress parse(String text) {
        Matcher match = USER_INFO.matcher(text);
        if (!match.matches()) {
            return new JdbcAddress(text, Optional.empty(), Optional.empty());
        }
        String[] parts = match.group(2).split(":", 2);
        return new JdbcAddress(
                match.group(1) + match.group(3),
                Optional.of(decoded(parts[0])),
                parts.length > 1 ? Optional.of(decoded(parts[1])) : Optional.empty());
    }

    boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    /// Host and name of the database alone.
    String shown() {
        return url.replaceFirst("[?;].*", "");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return shown();
    }
}
