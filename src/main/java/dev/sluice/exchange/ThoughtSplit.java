package dev.sluice.exchange;

/// Parts a text that begins with reasoning between `<think>` and `</think>`, in whatever pieces it comes. A tag that
/// has
/// only begun is withheld until it is known to be one. Used by one thread.
public final class ThoughtSplit {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final StringBuilder held = new StringBuilder();
    private State state = State.UNDECIDED;
    private boolean atStart;

    private enum State {
        UNDECIDED,
        THINKING,
        ANSWERING
    }

    /// Takes the parts as they become known.
    public interface Parts {
        void thought(String text);

        void text(String text);
    }

    /// Whether all that comes from now on is the answer's own text, so that nothing need be asked any more.
    public boolean answering() {
        return state == State.ANSWERING && held.isEmpty() && !atStart;
    }

    /// Whether reasoning was found.
    public boolean split() {
        return state == State.THINKING || atStart;
    }

    /// Takes the next piece.
    public void feed(String delta, Parts parts) {
        held.append(delta);
        if (state == State.UNDECIDED) {
            decide();
        }
        if (state == State.THINKING) {
            think(parts);
        }
        if (state == State.ANSWERING) {
            answer(parts);
        }
    }

    /// Lets go what is withheld, at the end.
    public void end(Parts parts) {
        if (held.isEmpty()) {
            return;
        }
        String rest = held.toString();
        held.setLength(0);
        if (state == State.THINKING) {
            parts.thought(rest);
        } else {
            parts.text(rest);
        }
    }

    private void decide() {
        String begun = held.toString().stripLeading();
        if (begun.startsWith(OPEN)) {
            held.setLength(0);
            held.append(begun, OPEN.length(), begun.length());
            state = State.THINKING;
            atStart = true;
        } else if (!OPEN.startsWith(begun)) {
            state = State.ANSWERING;
        }
    }

    private void think(Parts parts) {
        skipSpace();
        int close = held.indexOf(CLOSE);
        if (close >= 0) {
            give(close, parts, true);
            held.delete(0, CLOSE.length());
            state = State.ANSWERING;
            atStart = true;
        } else {
            give(held.length() - begun(), parts, true);
        }
    }

    private void answer(Parts parts) {
        skipSpace();
        give(held.length(), parts, false);
    }

    /// White space around the tags belongs to neither part.
    private void skipSpace() {
        if (!atStart) {
            return;
        }
        int from = 0;
        while (from < held.length() && Character.isWhitespace(held.charAt(from))) {
            from++;
        }
        held.delete(0, from);
        atStart = held.isEmpty();
    }

    private void give(int length, Parts parts, boolean thought) {
        if (length <= 0) {
            return;
        }
        String text = held.substring(0, length);
        held.delete(0, length);
        if (thought) {
            parts.thought(text);
        } else {
            parts.text(text);
        }
    }

    /// How many characters at the end may be the beginning of the closing tag.
    private int begun() {
        for (int length = Math.min(held.length(), CLOSE.length() - 1); length > 0; length--) {
            if (CLOSE.startsWith(held.substring(held.length() - length))) {
                return length;
            }
        }
        return 0;
    }
}
