package dev.sluice.conversation;

import dev.sluice.exchange.Message;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A reply that somebody writes down on its way: told once it has ended well, before its reader learns of the end. One
/// that breaks off, is left by its reader, or says nothing is not told.
final class Heard implements ReplyStream {
    private final ReplyStream reply;
    private final BiConsumer<ReplyEvent, List<ReplyEvent>> decoding;
    private final Consumer<Message> whole;
    private final Answer answer = new Answer();
    private boolean told;

    Heard(ReplyStream reply, BiConsumer<ReplyEvent, List<ReplyEvent>> decoding, Consumer<Message> whole) {
        this.reply = reply;
        this.decoding = decoding;
        this.whole = whole;
    }

    @Override
    public @Nullable ReplyEvent next() {
        ReplyEvent event = reply.next();
        if (event != null) {
            List<ReplyEvent> said = new ArrayList<>(2);
            decoding.accept(event, said);
            said.forEach(answer::add);
        } else if (!told) {
            told = true;
            answer.message().ifPresent(whole);
        }
        return event;
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
