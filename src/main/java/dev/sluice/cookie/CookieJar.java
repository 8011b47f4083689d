package dev.sluice.cookie;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.store.Database;
import dev.sluice.store.SealException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The cookies of all callers.
///
/// Thread-safe. Every method throws a [RefusedException] while the data store is away.
public final class CookieJar {
    private static final System.Logger LOG = System.getLogger("dev.sluice.cookie");

    /// As many as browsers keep.
    private static final int MOST = 3_000;

    private static final int LONGEST_HEADER = 16 * 1024;

    private final Database database;
    private final Clock clock;

    public CookieJar(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// How many cookies of a file were kept, and how many were not worth keeping.
    public record Kept(int cookies, int ignored) {}

    /// Keeps the cookies of a file that a browser or one of its extensions has written; each replaces an earlier one of
    /// its name, domain and path.
    ///
    /// @throws RefusedException where the file cannot be read, or the owner would have too many
    public Kept keep(String owner, String filename, byte[] json) {
        var rules = new CookieRules(clock.instant());
        List<CookieRules.Told> told = told(filename, json);
        List<Cookie> cookies =
                told.stream().map(rules::cookie).flatMap(Optional::stream).toList();
        database.insist(handle -> add(handle, owner, cookies));
        return new Kept(cookies.size(), told.size() - cookies.size());
    }

    private static List<CookieRules.Told> told(String filename, byte[] json) {
        try {
            return CookieFile.read(json);
        } catch (IOException e) {
            throw new RefusedException(Failure.invalid(
                    "files",
                    "The file '" + filename + "' holds neither cookies nor a recording (HAR).",
                    "invalid_value"));
        }
    }

    private int add(Handle handle, String owner, List<Cookie> cookies) {
        for (Cookie cookie : cookies) {
            CookieTable.remove(handle, owner, cookie);
            CookieTable.add(handle, owner, sealed(owner, cookie));
        }
        int count = CookieTable.count(handle, owner);
        if (count > MOST) {
            throw new RefusedException(Failure.invalid(
                    "files", "There would be more than " + MOST + " cookies; none of these was kept.", "too_many"));
        }
        return count;
    }

    /// The value of the header `Cookie` for a request of the owner; empty where there is nothing to send.
    public String header(String owner, URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        Instant now = clock.instant();
        List<Cookie> found = database.call(handle -> CookieTable.of(handle, owner, domains(host)));
        String header = found.stream()
                .filter(cookie -> cookie.goesTo(address, now))
                .sorted(Comparator.comparing((Cookie cookie) -> cookie.path().length())
                        .reversed())
                .flatMap(cookie -> opened(owner, cookie).stream())
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
        return header.length() > LONGEST_HEADER ? "" : header;
    }

    /// A host and all domains above it.
    private static List<String> domains(String host) {
        List<String> domains = new ArrayList<>();
        for (String domain = host; ; domain = domain.substring(domain.indexOf('.') + 1)) {
            domains.add(domain);
            if (domain.indexOf('.') < 0) {
                return domains;
            }
        }
    }

    /// Removes what has expired.
    public void sweep() {
        database.call(handle -> CookieTable.removeExpired(handle, clock.instant()));
    }

    private Cookie sealed(String owner, Cookie cookie) {
        return with(cookie, database.vault().seal(cookie.value(), purpose(owner, cookie)));
    }

    private Optional<Cookie> opened(String owner, Cookie cookie) {
        try {
            return Optional.of(with(cookie, database.vault().open(cookie.value(), purpose(owner, cookie))));
        } catch (SealException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be opened: {1}", cookie, e.getMessage());
            return Optional.empty();
        }
    }

    private static Cookie with(Cookie cookie, String value) {
        return new Cookie(
                cookie.name(),
                value,
                cookie.domain(),
                cookie.hostOnly(),
                cookie.path(),
                cookie.secure(),
                cookie.expires());
    }

    private static String purpose(String owner, Cookie cookie) {
        return String.join("\n", "cookie", owner, cookie.domain(), cookie.path(), cookie.name());
    }
}
