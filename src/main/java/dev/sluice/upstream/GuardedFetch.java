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
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Fetches images that callers point to, past the [EgressGuard] at every hop. Nothing of the caller's goes along: no
/// header, no cookie, no key. Thread-safe.
public final class GuardedFetch implements ContentFetch {
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
    public Content fetch(String url, Duration patience, Cancellation cancellation) {
        var deadline = Deadline.in(patience.compareTo(LONGEST) < 0 ? patience : LONGEST);
        try {
            URI at = web(new URI(url));
            for (int hop = 0; hop <= MOST_HOPS; hop++) {
                try (UpstreamReply reply = asked(at, deadline, cancellation)) {
                    if (!REDIRECTS.contains(reply.status())) {
                        return content(reply, deadline);
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

    private UpstreamReply asked(URI at, Deadline deadline, Cancellation cancellation) throws IOException {
        var request = new UpstreamRequest(
                "GET", at, Map.of("accept", "image/*", "user-agent", "sluice"), new byte[0], Optional.empty());
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

    private static Content content(UpstreamReply reply, Deadline deadline) throws IOException {
        if (reply.status() != 200) {
            throw refused("its host answered with status " + reply.status());
        }
        byte[] bytes = bytes(reply.body(), deadline);
        MediaType type = MediaType.of(bytes);
        if (!type.isImage()) {
            throw refused("what stands there is no image");
        }
        return Content.of(type.contentType(), Base64.getEncoder().encodeToString(bytes));
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

    private static RefusedException refused(String why) {
        return new RefusedException(Failure.invalid(
                "messages", "The image at the address given could not be fetched: " + why + ".", "invalid_image_url"));
    }
}
