package dev.sluice.exchange;

import org.jspecify.annotations.Nullable;

/// A source that an answer rests on.
///
/// @param url its address
/// @param title its name; empty where nobody told it
/// @param place the part of the answer that rests on it; null where nobody told which
/// @param quoted what the source itself says; null where nobody told it
public record Citation(
        String url,
        String title,
        @Nullable Place place,
        @Nullable String quoted) {

    /// A part of an answer's text, counted in its characters (Unicode's, not Java's).
    ///
    /// @param end the first character behind it
    public record Place(int start, int end) {}

    public Citation at(int start, int end) {
        return new Citation(url, title, new Place(start, end), quoted);
    }

    /// Where it belongs in the piece of the answer between `from` and `to`, counted from `from`: the whole piece where
    /// its place is not known or not in there.
    public Place within(int from, int to) {
        if (place == null || place.start < 0 || place.end < place.start || place.end <= from || place.start > to) {
            return new Place(0, to - from);
        }
        return new Place(Math.max(place.start, from) - from, Math.min(place.end, to) - from);
    }

    /// How many characters a text has. One that is cut in two counts once.
    public static int length(CharSequence text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isLowSurrogate(text.charAt(i))) {
                length++;
            }
        }
        return length;
    }

    /// How many of Java's characters it takes to tell it.
    public int size() {
        return url.length() + title.length() + (quoted == null ? 0 : quoted.length());
    }
}
