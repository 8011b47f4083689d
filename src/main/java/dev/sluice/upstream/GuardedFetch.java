package dev.sluice.upstream;

import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.ContentFetch;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.MediaType;
import dev.sluice.exchange.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Fetches what callers point to, past the [EgressGuard] at every hop. Nothing of the caller's goes along: no
/// header, no cookie, no key. Thread-safe.
public final class GuardedFetch implements ContentFetch {
    private static final Map<Wanted, String> ACCEPTED =
            Map.of(Wanted.IMAGE, "image/*", Wanted.AUDIO, "audio/*", Wanted.FILE, "*/*");
    private static final String PDF = "%PDF-";
    private static final int MOST_HOPS = 5;
    private static final int LARGEST = 20 * 1024 * 1024;
    private static final int BUFFER = 16 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final UpstreamClient client;
    private final EgressGuard guard;

    public GuardedFetch(UpstreamClient client, EgressGuard guard) {
        this.client = client;
        this.guard = guard;
    }

    @Override
    public Content fetch(Wanted wanted, String url, Duration patience, Cancellation cancellation) {
        try {
            return fetched(wanted, url, patience, cancellation);
        } catch (NotHadException e) {
            throw new RefusedException(
                    Failure.invalid(
                            "messages",
                            "The " + wanted.word() + " at the address given could not be fetched: " + e.getMessage()
                                    + ".",
                            "invalid_" + wanted.name().toLowerCase(Locale.ROOT) + "_url"),
                    e);
        }
    }

    private Content fetched(Wanted wanted, String url, Duration patience, Cancellation cancellation) {
        var deadline = Deadline.in(patience.compareTo(LONGEST) < 0 ? patience : LONGEST);
        try {
            URI at = web(new URI(url));
            for (int hop = 0; hop <= MOST_HOPS; hop++) {
                try (UpstreamReply reply = asked(wanted, at, deadline, cancellation)) {
                    if (!REDIRECTS.contains(reply.status())) {
                        return content(wanted, reply, deadline);
                    }
                    at = next(at, reply);
                }
            }
            throw refused("it redirects too often");
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refused("it is no address that can be asked");
        } catch (IOException e) {
            // what is not public is told like what does not answer, so that nobody can look around by it
            throw refused("its host does not answer, or may not be asked");
        }
    }

    private UpstreamReply asked(Wanted wanted, URI at, Deadline deadline, Cancellation cancellation)
            throws IOException {
        var request = new UpstreamRequest(
                "GET",
                at,
                Map.of("accept", ACCEPTED.get(wanted), "user-agent", "sluice"),
                new byte[0],
                Optional.empty());
        Duration left = left(deadline);
        Duration connect = left.compareTo(LONGEST_CONNECT) < 0 ? left : LONGEST_CONNECT;
        return client.sendGuarded(request, guard, connect, left, cancellation);
    }

    private static URI next(URI at, UpstreamReply reply) throws URISyntaxException {
        String location = reply.header("location").orElseThrow(() -> refused("it redirects to nowhere"));
        return web(at.resolve(new URI(location.strip())));
    }

    private static URI web(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
            throw refused("only http and https are fetched");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused("it holds a user name");
        }
        return uri;
    }

    private static Content content(Wanted wanted, UpstreamReply reply, Deadline deadline) throws IOException {
        if (reply.status() != 200) {
            throw refused("its host answered with status " + reply.status());
        }
        byte[] bytes = bytes(reply.body(), deadline);
        boolean pdf =
                new String(bytes, 0, Math.min(bytes.length, PDF.length()), StandardCharsets.ISO_8859_1).equals(PDF);
        String told = pdf ? "application/pdf" : reply.header("content-type").orElse("");
        String type = type(wanted, MediaType.of(bytes), told);
        return Content.of(type, Base64.getEncoder().encodeToString(bytes));
    }

    /// What bytes say of themselves goes before what their host says.
    private static String type(Wanted wanted, MediaType known, String header) {
        String told = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String type = known == MediaType.OTHER ? told : known.contentType();
        boolean right = switch (wanted) {
            case IMAGE -> known.isImage();
            case AUDIO -> type.startsWith("audio/");
            case FILE -> true;
        };
        if (!right) {
            throw refused("what stands there is no " + wanted.word());
        }
        return type.matches("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}") ? type : known.contentType();
    }

    /// A host that drips its bytes meets the deadline as well as one that is silent.
    private static byte[] bytes(UpstreamBody body, Deadline deadline) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        body.readTimeout(left(deadline));
        int read = body.read(buffer, 0, buffer.length);
        while (read >= 0) {
            bytes.write(buffer, 0, read);
            if (bytes.size() > LARGEST) {
                throw refused("it is larger than " + LARGEST + " bytes");
            }
            if (deadline.passed()) {
                throw refused("it does not come in time");
            }
            body.readTimeout(left(deadline));
            read = body.read(buffer, 0, buffer.length);
        }
        return bytes.toByteArray();
    }

    private static Duration left(Deadline deadline) {
        return Duration.ofNanos(Math.max(1, deadline.nanosLeft()));
    }

    private static NotHadException refused(String why) {
        return new NotHadException(why);
    }

    /// Why something could not be had, in words that follow "could not be fetched:".
    private static final class NotHadException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotHadException(String why) {
            super(why);
        }
    }
}
