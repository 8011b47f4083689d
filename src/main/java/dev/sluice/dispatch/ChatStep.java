package dev.sluice.dispatch;

import dev.sluice.dispatch.emulation.PlainText;
import dev.sluice.dispatch.emulation.ShapedChat;
import dev.sluice.dispatch.emulation.ToolEmulation;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
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
import java.util.function.Function;

/// Asks a target for a chat's reply and waits for its first event.
record ChatStep(ChatRequest request, Health health, Trail trail, PreparedParts parts) implements Step<Dispatched> {

    @Override
    public Dispatched begin(Target target, Attempt attempt) {
        ChatProvider provider = CallStep.capable(target, ChatProvider.class, Capability.CHAT);
        ReplyStream reply = reply(
                provider, asked -> provider.chat(parts.prepared(asked, provider, attempt), target.model(), attempt));
        try {
            ReplyEvent first = firstEvent(reply, target);
            trail.firstEvent();
            return new Dispatched(
                    target.provider(), target.model(), new MeteredReply(reply, first, target, health, trail, request));
        } catch (RuntimeException | Error e) {
            reply.close();
            throw e;
        }
    }

    private ReplyStream reply(ChatProvider provider, Function<ChatRequest, ReplyStream> once) {
        if (PlainText.concerns(request)) {
            return new PlainText(once, provider.speaks(Dialect.OPENAI_TEXT)).ask(request);
        }
        if (ToolEmulation.concerns(request)) {
            return ToolEmulation.read(once.apply(ToolEmulation.worded(request)), request);
        }
        return ShapedChat.concerns(request) ? new ShapedChat(once, provider.name()).ask(request) : once.apply(request);
    }

    @Override
    public boolean streams() {
        return request.stream();
    }

    @Override
    public Bounds bounds() {
        return Bounds.of(request.document().tree());
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
