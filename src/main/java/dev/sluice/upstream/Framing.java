package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;
import java.util.ArrayList;
import java.util.List;

/// Tells from a head how the body ends and how it is coded: RFC 9112, section 6.3. Two heads that could mean two
/// lengths are refused, since the next answer on the connection would be guessed.
///
/// @param reusable whether the connection may serve another request after this body's end
record Framing(BodySource source, boolean reusable) {
    private static final int MAX_CODINGS = 2;

    static Framing of(ReplyHead head, String method, Connection connection, ClientLimits limits)
            throws UpstreamException {
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return new Framing(new LengthSource(connection, 0), head.keepsAlive());
        }
        var codings = new ArrayList<>(head.words("content-encoding"));
        var transfer = head.words("transfer-encoding");
        var lengths = head.words("content-length");
        if (!transfer.isEmpty() && !lengths.isEmpty()) {
            throw malformed("both a length and a transfer encoding");
        }
        if (!lengths.isEmpty()) {
            var length = length(lengths);
            var source = new LengthSource(connection, length);
            return new Framing(length == 0 ? source : decoded(source, codings), head.keepsAlive());
        }
        var chunked = !transfer.isEmpty() && transfer.getLast().equals("chunked");
        codings.addAll(chunked ? transfer.subList(0, transfer.size() - 1) : transfer);
        var source =
                chunked ? new ChunkedSource(connection, limits.maxHeaderBytes()) : new UntilCloseSource(connection);
        return new Framing(decoded(source, codings), chunked && head.keepsAlive());
    }

    private static long length(List<String> lengths) throws UpstreamException {
        var digits = lengths.getFirst();
        var plain = !digits.isEmpty() && digits.length() <= 18;
        for (int i = 0; i < digits.length(); i++) {
            plain &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        if (!plain || !lengths.stream().allMatch(digits::equals)) {
            throw malformed("a bad length");
        }
        return Long.parseLong(digits);
    }

    /// @param codings in the order in which they were put on
    private static BodySource decoded(BodySource wire, List<String> codings) throws UpstreamException {
        codings.removeIf(coding -> coding.isEmpty() || coding.equals("identity"));
        if (codings.size() > MAX_CODINGS) {
            throw malformed("an answer coded more than twice");
        }
        var source = wire;
        for (var coding : codings.reversed()) {
            source = switch (coding) {
                case "gzip", "x-gzip" -> new InflatingSource(source, true);
                case "deflate" -> new InflatingSource(source, false);
                case "br" -> new BrotliSource(source);
                default -> throw malformed("an answer in a coding nobody asked for");
            };
        }
        return source;
    }

    private static UpstreamException malformed(String what) {
        return new UpstreamException(Reason.MALFORMED, "the upstream sent " + what);
    }
}
