package dev.sluice.upstream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Gathers the lines of one event. The usual event has one `data` line, which is copied once and becomes the event.
final class SseFields {
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};

    private final int max;
    private byte @Nullable [] data;
    private int length;
    private String name = "";
    private String lastName = "";

    SseFields(int max) {
        this.max = max;
    }

    int length() {
        return length;
    }

    void line(byte[] bytes, int from, int to) throws TooLargeException {
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        var value = Math.min(colon + 1, to);
        if (value < to && bytes[value] == ' ') {
            value++;
        }
        if (Arrays.equals(bytes, from, colon, DATA, 0, DATA.length)) {
            data(bytes, value, to);
        } else if (Arrays.equals(bytes, from, colon, EVENT, 0, EVENT.length)) {
            name(bytes, value, to);
        }
    }

    private void data(byte[] bytes, int from, int to) throws TooLargeException {
        var before = data;
        var separator = before == null ? 0 : 1;
        if (to - from > max - length - separator) {
            throw tooLarge();
        }
        if (before == null) {
            data = Arrays.copyOfRange(bytes, from, to);
            length = to - from;
            return;
        }
        var needed = length + 1 + to - from;
        if (needed > before.length) {
            before = Arrays.copyOf(before, (int) Math.clamp(before.length * 2L, needed, max));
        }
        before[length] = '\n';
        System.arraycopy(bytes, from, before, length + 1, to - from);
        length = needed;
        data = before;
    }

    TooLargeException tooLarge() {
        return new TooLargeException("an event of the upstream is larger than " + max + " bytes");
    }

    /// The same few names come again and again: no new String for each.
    private void name(byte[] bytes, int from, int to) {
        var same = lastName.length() == to - from;
        for (int i = 0; same && i < lastName.length(); i++) {
            same = lastName.charAt(i) == bytes[from + i];
        }
        if (!same) {
            lastName = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        name = lastName;
    }

    /// The event that a blank line ends, or null when there was no data. The next one begins.
    @Nullable
    SseEvent end() {
        var whole = data;
        var event = whole == null
                ? null
                : new SseEvent(name, whole.length == length ? whole : Arrays.copyOf(whole, length));
        data = null;
        length = 0;
        name = "";
        return event;
    }
}
