package dev.sluice.dispatch;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.Capability;
import dev.sluice.provider.ChatProvider;
import dev.sluice.routing.Health;
import dev.sluice.routing.Target;
import dev.sluice.telemetry.Trail;

/// Asks a target for a chat's reply and waits for its first event.
record ChatStep(ChatRequest request, Health health, Trail trail) implements Step<Dispatched> {

    @Override
    public Dispatched begin(Target target, Attempt attempt) {
        ReplyStream reply =
                CallStep.capable(target, ChatProvider.class, Capability.CHAT).chat(request, target.model(), attempt);
        try {
            ReplyEvent first = firstEvent(reply, target);
            trail.firstEvent();
            return new Dispatched(
                    target.provider(), target.model(), new MeteredReply(reply, first, target, health, trail));
        } catch (RuntimeException | Error e) {
            reply.close();
            throw e;
        }
    }

    @Override
    public boolean streams() {
        return request.stream();
    }

    private static ReplyEvent firstEvent(ReplyStream reply, Target target) {
        ReplyEvent event = reply.next();
        while (event instanceof ReplyEvent.Silence) {
            event = reply.next();
        }
        if (event == null) {
            throw new RefusedException(new Failure.UpstreamBroken(
                    target.provider(), "The provider '" + target.provider() + "' sent an empty answer.", false));
        }
        return event;
    }
}
