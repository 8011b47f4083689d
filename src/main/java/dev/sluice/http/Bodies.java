package dev.sluice.http;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of requests, and no more of them than is allowed.
public final class Bodies {
    private static final int FIRST_GUESS = 8 * 1024;
    private static final long MOST_FOR_NOTHING = 64L << 20;
    private static final long LONGEST_FOR_NOTHING = TimeUnit.SECONDS.toNanos(10);

    private Bodies() {}

    /// Reads a JSON body of at most `server.max-body`.
    public static byte[] json(Incoming incoming) {
        return json(incoming, incoming.call().running().config().server().maxBody());
    }

    /// Reads a JSON body of at most `limit` bytes.
    public static byte[] json(Incoming incoming, long limit) {
        requireJson(incoming.contentType());
        requirePlain(incoming.contentEncoding());
        if (incoming.length() > limit) {
            readOn(incoming, limit);
            throw tooLarge(limit);
        }
        try {
            return read(incoming, limit);
        } catch (IOException e) {
            throw new RefusedException(new Failure.Cancelled("The request's body did not come whole."), e);
        }
    }

    /// Reads some more of a body that is refused for its size: many a client sends all of it before it looks for an
    /// answer, and would see a broken connection instead.
    static void readOn(Incoming incoming, long most) {
        if (incoming.asksFirst()) {
            return;
        }
        byte[] buffer = new byte[FIRST_GUESS];
        long left = Math.min(most, MOST_FOR_NOTHING);
        long until = System.nanoTime() + LONGEST_FOR_NOTHING;
        try {
            int read = 0;
            while (read >= 0 && left > 0 && System.nanoTime() - until < 0) {
                read = incoming.body().read(buffer);
                left -= read;
            }
        } catch (IOException e) {
            // then nobody is left to be told
        }
    }

    private static byte[] read(Incoming incoming, long limit) throws IOException {
        InputStream body = incoming.body();
        var bytes = new ByteArrayOutputStream((int) Math.max(incoming.length(), FIRST_GUESS));
        byte[] buffer = new byte[FIRST_GUESS];
        int read = body.read(buffer);
        while (read >= 0) {
            if (bytes.size() + (long) read > limit) {
                readOn(incoming, limit);
                throw tooLarge(limit);
            }
            bytes.write(buffer, 0, read);
            read = body.read(buffer);
        }
        return bytes.toByteArray();
    }

    private static void requireJson(@Nullable String contentType) {
        if (contentType == null) {
            return;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.endsWith("+json") && !type.equals("text/json")) {
            throw new RefusedException(new Failure.UnsupportedMedia("The body's content type is '" + shown(type)
                    + "'; send JSON as 'Content-Type: application/json'."));
        }
    }

    static void requirePlain(@Nullable String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new RefusedException(new Failure.UnsupportedMedia("A body with Content-Encoding '" + shown(encoding)
                    + "' is not read; send it without compression."));
        }
    }

    private static String shown(String value) {
        return value.length() > 100 ? value.substring(0, 100) : value;
    }

    private static RefusedException tooLarge(long limit) {
        return new RefusedException(
                new Failure.TooLarge("The body is larger than " + limit + " bytes, which server.max-body allows."));
    }
}
