package dev.sluice.dispatch;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Usage;
import dev.sluice.routing.Failover;
import dev.sluice.routing.Health;
import dev.sluice.routing.Target;
import dev.sluice.telemetry.Trail;
import org.jspecify.annotations.Nullable;

/// A reply on its way to the caller: gives its first event back, notes what the reply cost, and tells the target's
/// health how it ended. Used by one thread.
final class MeteredReply implements ReplyStream {
    private final ReplyStream reply;
    private final Target target;
    private final Health health;
    private final Trail trail;
    private final ChatRequest request;
    private final Delivered delivered = new Delivered();
    private @Nullable ReplyEvent first;
    private boolean settled;
    private boolean told;
    private boolean closed;

    MeteredReply(ReplyStream reply, ReplyEvent first, Target target, Health health, Trail trail, ChatRequest request) {
        this.request = request;
        this.reply = reply;
        this.first = first;
        this.target = target;
        this.health = health;
        this.trail = trail;
    }

    @Override
    public @Nullable ReplyEvent next() {
        ReplyEvent event = first;
        first = null;
        if (event == null) {
            event = pull();
        }
        switch (event) {
            case null -> settle();
            case ReplyEvent.Spent spent -> spent(spent.usage());
            case ReplyEvent.Whole whole -> {
                spent(whole.usage());
                if (!told) {
                    delivered.whole(whole, request);
                }
            }
            default -> delivered.take(event);
        }
        return event;
    }

    private void spent(Usage usage) {
        if (usage.total() > 0) {
            told = true;
            trail.spent(usage);
        }
    }

    private @Nullable ReplyEvent pull() {
        long before = System.nanoTime();
        try {
            return reply.next();
        } catch (RefusedException e) {
            if (Failover.anotherTargetMayHelp(e.failure())) {
                settled = true;
                health.failed(target, e.failure());
            }
            throw e;
        } finally {
            trail.waited(System.nanoTime() - before);
        }
    }

    private void settle() {
        if (!settled) {
            settled = true;
            health.succeeded(target);
        }
    }

    @Override
    public boolean ready() {
        return first != null || reply.ready();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (!told) {
                trail.guessed(delivered.usage(request));
            }
            health.tally(target.provider()).ended();
        }
        reply.close();
    }
}
