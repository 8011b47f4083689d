package dev.sluice.provider.guide;

import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Usage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An answer given word by word, as often as choices are wanted. Never blocks. Used by one thread.
final class GuideReply implements ReplyStream {
    private final String text;
    private final Bounds bounds;
    private final long input;
    private final Cancellation cancellation;

    private int choice;
    private int at;
    private long bytesOfChoice;
    private long output;
    private boolean ended;

    GuideReply(String answer, Bounds bounds, long input, Cancellation cancellation) {
        this.text = bounds.cut(answer);
        this.bounds = bounds;
        this.input = input;
        this.cancellation = cancellation;
    }

    @Override
    public @Nullable ReplyEvent next() {
        if (ended) {
            return null;
        }
        if (cancellation.cancelled()) {
            ended = true;
            throw new RefusedException(new Failure.Cancelled("The caller went away."));
        }
        if (choice == bounds.choices()) {
            ended = true;
            return new ReplyEvent.Spent(new Usage(input, output, 0, 0), null);
        }
        return at == text.length() ? finished("stop") : word();
    }

    private ReplyEvent word() {
        String word = text.substring(at, endOfWord());
        long bytes = bytesOfChoice + word.getBytes(StandardCharsets.UTF_8).length;
        if (at > 0 && Tokens.inBytes(bytes) > bounds.tokens()) {
            return finished("length");
        }
        at += word.length();
        bytesOfChoice = bytes;
        return new ReplyEvent.Text(choice, word);
    }

    /// A word has the white space behind it, so that the words put together are the text.
    private int endOfWord() {
        int end = at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private ReplyEvent finished(String reason) {
        var finished = new ReplyEvent.Finished(choice, reason);
        output += Tokens.inBytes(bytesOfChoice);
        choice++;
        at = 0;
        bytesOfChoice = 0;
        return finished;
    }

    @Override
    public boolean ready() {
        return !ended;
    }

    @Override
    public void close() {
        ended = true;
    }
}
