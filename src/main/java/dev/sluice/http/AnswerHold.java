package dev.sluice.http;

import dev.sluice.exchange.Cancellation;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Holds a container that gives up an answer until the thread that writes it has let go.
///
/// When a write fails, Tomcat ends the request on a thread of its own and uses its request and response for the
/// next caller, whatever the thread that wrote is doing with them at that moment. The servlet API lets a listener
/// have its say before, and this one waits there.
final class AnswerHold implements AsyncListener {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");
    private static final long LIMIT_SECONDS = 30;

    private final Cancellation cancellation;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread writer;

    AnswerHold(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /// Called by the thread that is going to write.
    void begin() {
        writer = Thread.currentThread();
    }

    /// Called by the same thread, which from now on touches nothing of the container's.
    void end() {
        ended.countDown();
    }

    @Override
    public void onError(AsyncEvent event) {
        cancellation.cancel();
        await();
    }

    /// No answer here has a time limit of the container's: it gives up those of an application that it stops.
    @Override
    public void onTimeout(AsyncEvent event) {
        cancellation.cancel(Serving.STOPPING);
        await();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        await();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    /// Some containers tell the writing thread itself.
    private void await() {
        if (Thread.currentThread().equals(writer)) {
            return;
        }
        try {
            if (!ended.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "an answer that had failed was not let go in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
