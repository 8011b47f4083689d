package dev.sluice.upstream;

import dev.sluice.upstream.UpstreamException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The status line and headers of an answer. Kept as the bytes that came, with marks into them: of some twenty headers
/// a caller asks for three.
final class ReplyHead {
    private static final int MARKS = 4;

    private final byte[] bytes;
    private final int status;
    private final boolean keepAliveByDefault;
    private int[] marks = new int[MARKS * 32];
    private int count;

    private ReplyHead(byte[] bytes, int status, boolean keepAliveByDefault) {
        this.bytes = bytes;
        this.status = status;
        this.keepAliveByDefault = keepAliveByDefault;
    }

    /// @param bytes a whole head, up to and with its empty line
    static ReplyHead parse(byte[] bytes, int maxHeaders) throws UpstreamException {
        var line = lineEnd(bytes, 0);
        var end = withoutCr(bytes, 0, line);
        // "HTTP/1.1 200" and then nothing or a blank and a reason
        var begins = end >= 12
                && new String(bytes, 0, 7, StandardCharsets.ISO_8859_1).equals("HTTP/1.")
                && (bytes[7] == '0' || bytes[7] == '1')
                && bytes[8] == ' '
                && (end == 12 || bytes[12] == ' ');
        var status = begins ? number(bytes, 9, 12) : -1;
        if (status < 100 || status > 599) {
            throw malformed("a bad status line");
        }
        var head = new ReplyHead(bytes, status, bytes[7] == '1');
        for (int from = line + 1; ; ) {
            line = lineEnd(bytes, from);
            end = withoutCr(bytes, from, line);
            if (end == from) {
                return head;
            }
            if (head.count == maxHeaders) {
                throw malformed("more headers than are taken");
            }
            head.mark(from, end);
            from = line + 1;
        }
    }

    private void mark(int from, int end) throws UpstreamException {
        int colon = from;
        while (colon < end && HttpText.tokenChar(bytes[colon])) {
            colon++;
        }
        if (colon == from || colon == end || bytes[colon] != ':') {
            throw malformed("a bad header line");
        }
        int first = colon + 1;
        int last = end;
        while (first < last && HttpText.blank(bytes[first])) {
            first++;
        }
        while (last > first && HttpText.blank(bytes[last - 1])) {
            last--;
        }
        for (int i = first; i < last; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\t') {
                throw malformed("a control character in a header");
            }
        }
        if (count * MARKS == marks.length) {
            marks = Arrays.copyOf(marks, marks.length * 2);
        }
        int at = count++ * MARKS;
        marks[at] = from;
        marks[at + 1] = colon;
        marks[at + 2] = first;
        marks[at + 3] = last;
    }

    private static int lineEnd(byte[] bytes, int from) {
        int i = from;
        while (bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    private static int withoutCr(byte[] bytes, int from, int lineEnd) {
        return lineEnd > from && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    }

    private static int number(byte[] bytes, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static UpstreamException malformed(String what) {
        return new UpstreamException(Reason.MALFORMED, "the upstream sent " + what);
    }

    int status() {
        return status;
    }

    /// The values of one header, in order.
    List<String> all(String name) {
        List<String> values = List.of();
        for (int at = 0; at < count * MARKS; at += MARKS) {
            if (named(at, name)) {
                values = values.isEmpty() ? new ArrayList<>(1) : values;
                values.add(text(marks[at + 2], marks[at + 3]));
            }
        }
        return values;
    }

    private boolean named(int at, String name) {
        if (marks[at + 1] - marks[at] != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase(bytes[marks[at] + i]) != Character.toLowerCase(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// The comma-separated words of all values of one header, in lower case; parameters are cut off.
    List<String> words(String name) {
        var values = all(name);
        if (values.isEmpty()) {
            return values;
        }
        var words = new ArrayList<String>(2);
        for (var value : values) {
            for (var word : value.split(",", -1)) {
                var parameters = word.indexOf(';');
                words.add((parameters < 0 ? word : word.substring(0, parameters))
                        .strip()
                        .toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    Map<String, List<String>> asMap() {
        var map = new LinkedHashMap<String, List<String>>();
        for (int at = 0; at < count * MARKS; at += MARKS) {
            var name = text(marks[at], marks[at + 1]).toLowerCase(Locale.ROOT);
            map.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(text(marks[at + 2], marks[at + 3]));
        }
        map.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(map);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    boolean keepsAlive() {
        var connection = words("connection");
        return keepAliveByDefault ? !connection.contains("close") : connection.contains("keep-alive");
    }
}
