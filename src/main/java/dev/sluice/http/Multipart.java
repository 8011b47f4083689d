package dev.sluice.http;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.jspecify.annotations.Nullable;

/// The parts of a `multipart/form-data` body in their order, each a stream: nothing is held whole.
///
/// Used by one thread. What breaks a rule is thrown as a [RefusedException] by whoever reads on: too many or
/// nameless parts, endless heads, a body that is too large or breaks off. A part can be read until the next one
/// is asked for.
public final class Multipart {
    private static final int MOST_PARTS = 128;
    private static final int LARGEST_HEAD = 8 * 1024;
    private static final int LONGEST_BOUNDARY = 70;
    private static final long ROOM_FOR_FIELDS = 1 << 20;

    private final MultipartInput input;
    private final long limit;
    private final Supplier<RefusedException> tooLarge;
    private @Nullable Part current;
    private int parts;
    private boolean ended;

    private Multipart(MultipartInput input, long limit, Supplier<RefusedException> tooLarge) {
        this.input = input;
        this.limit = limit;
        this.tooLarge = tooLarge;
    }

    /// @param limit the most bytes that one part may have; all together may have 1 MB more
    /// @param setting the key that sets the limit, for the message
    public static Multipart of(Incoming incoming, long limit, String setting) {
        String type = incoming.contentType();
        if (type == null || !type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw new RefusedException(
                    new Failure.UnsupportedMedia("Send this as a form, 'Content-Type: multipart/form-data'."));
        }
        Bodies.requirePlain(incoming.contentEncoding());
        long most = limit > Long.MAX_VALUE - ROOM_FOR_FIELDS ? limit : limit + ROOM_FOR_FIELDS;
        Supplier<RefusedException> tooLarge = () -> {
            Bodies.readOn(incoming, most);
            return tooLarge(limit, setting);
        };
        if (incoming.length() > most) {
            throw tooLarge.get();
        }
        byte[] boundary = PartHead.boundary(type);
        if (boundary.length == 0 || boundary.length > LONGEST_BOUNDARY) {
            throw malformed("its Content-Type names no boundary of at most 70 characters");
        }
        try {
            MultipartInput input = MultipartInput.builder()
                    .setInputStream(new Counted(incoming.body(), most, tooLarge))
                    .setBoundary(boundary)
                    .setMaxPartHeaderSize(LARGEST_HEAD)
                    .get();
            return new Multipart(input, limit, tooLarge);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /// The next part; null when there is none.
    public @Nullable Part next() {
        try {
            if (ended || !toNextHead()) {
                ended = true;
                return null;
            }
            if (++parts > MOST_PARTS) {
                throw malformed("it has more than " + MOST_PARTS + " parts");
            }
            Part part = part(PartHead.of(input.readHeaders()));
            current = part;
            return part;
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private boolean toNextHead() throws IOException {
        Part before = current;
        if (before == null) {
            if (!input.skipPreamble()) {
                throw malformed("there is no part in it");
            }
            return true;
        }
        before.content().close(); // reads what nobody has read
        return input.readBoundary();
    }

    private Part part(PartHead head) throws IOException {
        String name = head.field();
        if (name == null || name.isEmpty()) {
            throw malformed("part " + parts + " has no name");
        }
        String type = head.header("Content-Type");
        if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw malformed("a part is itself made of parts");
        }
        return new Part(name, head.file(), type, new Content(new Counted(input.newInputStream(), limit, tooLarge)));
    }

    /// What a value of a field that must not be there twice is when it is.
    public static RefusedException repeated(String name) {
        return new RefusedException(new Failure.Invalid(
                "The form has the field '" + Part.shown(name) + "' more than once.",
                Part.shown(name),
                "invalid_value",
                List.of()));
    }

    static RefusedException malformed(String what) {
        return new RefusedException(new Failure.Invalid(
                "The body is no form that can be read: " + what + ".", null, "invalid_multipart", List.of()));
    }

    private static RefusedException tooLarge(long limit, String setting) {
        return new RefusedException(
                new Failure.TooLarge("The upload is larger than " + limit + " bytes, which " + setting + " allows."));
    }

    private static RefusedException refused(IOException thrown) {
        return switch (thrown) {
            case FileUploadSizeException large ->
                malformed("the head of a part is larger than " + LARGEST_HEAD + " bytes");
            case FileUploadException wrong -> malformed("it breaks off, or its boundary is not where it should be");
            default -> new RefusedException(new Failure.Cancelled("The request's body did not come whole."), thrown);
        };
    }

    /// Refuses a body that goes on for too long.
    private static final class Counted extends FilterInputStream {
        private final Supplier<RefusedException> refusal;
        private long left;

        Counted(InputStream in, long most, Supplier<RefusedException> refusal) {
            super(in);
            this.left = most;
            this.refusal = refusal;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            left -= Math.max(0, read);
            if (left < 0) {
                throw refusal.get();
            }
        }
    }

    /// One part's bytes.
    private static final class Content extends FilterInputStream {
        Content(InputStream in) {
            super(in);
        }

        @Override
        public int read() {
            try {
                return in.read();
            } catch (IOException e) {
                throw refused(e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                throw refused(e);
            }
        }
    }
}
