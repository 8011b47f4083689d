package dev.sluice.provider.wire;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.upstream.LineReader;
import dev.sluice.upstream.MessageReader;
import dev.sluice.upstream.SseEvent;
import dev.sluice.upstream.SseReader;
import dev.sluice.upstream.UpstreamReply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One reply of an upstream, as server-sent events or whole, whichever the upstream sent: what was asked for and what
/// the content type claims do not matter, the first byte does. A kind whose streams are lines says so itself.
public final class WireReply implements ReplyStream {
    /// One event or one whole answer.
    private static final int LARGEST = 32 * 1024 * 1024;

    private static final Duration LAST_BYTES = Duration.ofMillis(20);

    private final Account account;
    private final UpstreamReply reply;
    private final Patience patience;
    private final Queue<ReplyEvent> events = new ArrayDeque<>();
    private final List<ReplyEvent> fresh = new ArrayList<>(2);
    private final FrameReader frames;
    private @Nullable MessageReader messages;
    private boolean whole;
    private boolean ended;
    private boolean failed;
    private @Nullable RefusedException pending;

    public WireReply(Account account, UpstreamReply reply, Patience patience, FrameReader frames) {
        this.account = account;
        this.reply = reply;
        this.patience = patience;
        this.frames = frames;
    }

    @Override
    public @Nullable ReplyEvent next() {
        while (events.isEmpty()) {
            if (pending != null) {
                throw ending(pending);
            }
            if (ended) {
                return null;
            }
            ReplyEvent silence = pull();
            if (silence != null) {
                return silence;
            }
        }
        return events.remove();
    }

    /// Reads once; what came is in `events` afterwards. Gives a [ReplyEvent.Silence] where nothing came in time.
    private @Nullable ReplyEvent pull() {
        reply.body().readTimeout(patience.nextRead());
        try {
            if (messages == null && !whole) {
                sniff();
            }
            if (whole) {
                readWhole();
            } else {
                readEvent();
            }
            patience.eventCame();
            return null;
        } catch (SocketTimeoutException e) {
            if (patience.over()) {
                cut(tooSlow(e));
                return null;
            }
            return new ReplyEvent.Silence();
        } catch (IOException e) {
            cut(account.broken(e));
            return null;
        } catch (RefusedException e) {
            throw ending(e);
        }
    }

    /// What is known of the cost is told before the failure. An answer that is whole already has none.
    private void cut(RefusedException failure) {
        if (frames.answered()) {
            ended = true;
            failed = true;
            take(() -> frames.end(fresh));
            return;
        }
        take(() -> frames.cut(fresh));
        pending = failure;
    }

    private void sniff() throws IOException {
        if (frames.byLines()) {
            messages = new LineReader(reply.body(), LARGEST);
            return;
        }
        int first = reply.body().peekPastSpace();
        whole = first == '{' || first == '[';
        if (!whole) {
            messages = new SseReader(reply.body(), LARGEST);
        }
    }

    private void readWhole() throws IOException {
        byte[] json = reply.body().readAll(LARGEST);
        ended = true;
        take(() -> frames.whole(json, fresh));
    }

    private void readEvent() throws IOException {
        SseEvent event = Objects.requireNonNull(messages).next();
        if (event == null) {
            ended = true;
            take(() -> frames.end(fresh));
        } else {
            take(() -> frames.accept(event.name(), event.data(), fresh));
            ended = frames.over();
            if (frames.answered()) {
                patience.answered();
            }
        }
    }

    /// A failure that comes with events waits until those are taken: they were sent before it.
    private void take(Runnable reading) {
        fresh.clear();
        try {
            reading.run();
        } catch (RefusedException e) {
            pending = account.redacted(e);
        }
        events.addAll(fresh);
    }

    private RefusedException tooSlow(SocketTimeoutException e) {
        return new RefusedException(
                new Failure.UpstreamBroken(
                        account.name(), "The provider '" + account.name() + "' was silent for too long.", true),
                e);
    }

    private RefusedException ending(RefusedException e) {
        ended = true;
        failed = true;
        pending = null;
        events.clear();
        return e;
    }

    @Override
    public boolean ready() {
        return !events.isEmpty() || messages != null && messages.ready();
    }

    /// A stream that ended well has its last bytes read too, so that its connection can be used again.
    @Override
    public void close() {
        if (ended && pending == null && !failed) {
            drain();
        }
        reply.close();
    }

    private void drain() {
        reply.body().readTimeout(LAST_BYTES);
        try {
            reply.body().read();
        } catch (IOException e) {
            // then the connection is closed instead
        }
    }
}
