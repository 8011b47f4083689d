package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;

/// Reads over the header of a gzip member (RFC 1952) byte by byte, so that it may come in pieces.
final class GzipHeader {
    private static final int FIXED_BYTES = 10;
    private static final int MAX_TEXT = 64 * 1024;
    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private int fixed;
    private int flags;
    private int extraLengthBytes;
    private int extra;
    private int textLength;
    private int crcBytes;

    /// True with the header's last byte.
    boolean accept(int b) throws UpstreamException {
        if (fixed < FIXED_BYTES) {
            fixed(b);
        } else if ((flags & HAS_EXTRA) != 0) {
            extra(b);
        } else if ((flags & HAS_NAME) != 0) {
            text(b, HAS_NAME);
        } else if ((flags & HAS_COMMENT) != 0) {
            text(b, HAS_COMMENT);
        } else if (++crcBytes == 2) {
            flags &= ~HAS_CRC;
        }
        return fixed == FIXED_BYTES && flags == 0;
    }

    private void fixed(int b) throws UpstreamException {
        var right = switch (fixed++) {
            case 0 -> b == 0x1f;
            case 1 -> b == 0x8b;
            case 2 -> b == 8;
            case 3 -> (b & RESERVED) == 0;
            default -> true;
        };
        if (!right) {
            throw new UpstreamException(Reason.MALFORMED, "the upstream's answer is not in the gzip form it names");
        }
        if (fixed == 4) {
            flags = b & (HAS_CRC | HAS_EXTRA | HAS_NAME | HAS_COMMENT);
        }
    }

    private void extra(int b) {
        if (extraLengthBytes < 2) {
            extra |= b << 8 * extraLengthBytes++;
        } else {
            extra--;
        }
        if (extraLengthBytes == 2 && extra == 0) {
            flags &= ~HAS_EXTRA;
        }
    }

    private void text(int b, int flag) throws UpstreamException {
        if (b == 0) {
            flags &= ~flag;
        } else if (++textLength > MAX_TEXT) {
            throw new UpstreamException(Reason.MALFORMED, "the upstream's answer has an endless gzip header");
        }
    }
}
