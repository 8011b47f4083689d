package dev.sluice.dispatch.emulation;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Usage;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The replies to several requests as one, each with its own choices, and what they cost together at the end.
final class OneAfterAnother implements ReplyStream {
    private final Iterator<ChatRequest> left;
    private final Function<ChatRequest, ReplyStream> provider;
    private final int choices;
    private ReplyStream reply;
    private int first;
    private Usage usage = Usage.NONE;
    private boolean told;

    /// Asks for the first reply, so that a refusal is known at once.
    ///
    /// @param choices how many each reply has
    OneAfterAnother(List<ChatRequest> requests, Function<ChatRequest, ReplyStream> provider, int choices) {
        this.left = requests.iterator();
        this.provider = provider;
        this.choices = choices;
        this.reply = provider.apply(left.next());
    }

    @Override
    public @Nullable ReplyEvent next() {
        while (true) {
            ReplyEvent event = reply.next();
            if (event instanceof ReplyEvent.Spent spent) {
                usage = usage.plus(spent.usage());
            } else if (event != null) {
                return moved(event);
            } else if (left.hasNext()) {
                reply.close();
                first += choices;
                reply = provider.apply(left.next());
            } else {
                return end();
            }
        }
    }

    private @Nullable ReplyEvent end() {
        if (told) {
            return null;
        }
        told = true;
        return new ReplyEvent.Spent(usage, null);
    }

    private ReplyEvent moved(ReplyEvent event) {
        return switch (event) {
            case ReplyEvent.Text(int choice, String delta) -> new ReplyEvent.Text(first + choice, delta);
            case ReplyEvent.Thought(int choice, String delta) -> new ReplyEvent.Thought(first + choice, delta);
            case ReplyEvent.Refused(int choice, String delta) -> new ReplyEvent.Refused(first + choice, delta);
            case ReplyEvent.Cited(int choice, Citation citation) -> new ReplyEvent.Cited(first + choice, citation);
            case ReplyEvent.Finished(int choice, String reason) -> new ReplyEvent.Finished(first + choice, reason);
            default -> event;
        };
    }

    @Override
    public boolean ready() {
        return reply.ready();
    }

    @Override
    public void close() {
        reply.close();
    }
}
