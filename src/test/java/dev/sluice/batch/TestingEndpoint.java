package dev.sluice.batch;

import dev.sluice.exchange.Usage;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Says what a line tells it to say, hangs when told to, and counts.
final class TestingEndpoint implements BatchEndpoint {
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final String path;
    private volatile boolean hangs = true;
    private volatile Runnable listener = () -> {};

    TestingEndpoint(String path) {
        this.path = path;
    }

    void hangsNoMore() {
        hangs = false;
    }

    void tooMany(int times) {
        refusals.set(times);
    }

    void whenAsked(Runnable action) {
        listener = action;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Answer answer(Line line) {
        asked.incrementAndGet();
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        listener.run();
        try {
            String body = new String(line.body(), StandardCharsets.UTF_8);
            if (refusals.getAndDecrement() > 0) {
                return new Answer(429, "{}".getBytes(StandardCharsets.UTF_8));
            }
            if (body.contains("hang") && hangs) {
                var gone = new CountDownLatch(1);
                line.cancellation().onCancel(gone::countDown);
                gone.await(60, TimeUnit.SECONDS);
            }
            byte[] said = body.replace("say", "said").replace(",", ",\r\n").getBytes(StandardCharsets.UTF_8);
            return body.contains("refused")
                    ? new Answer(400, said)
                    : new Answer(200, said, "fake", new Usage(3, 2, 1, 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(500, "{}".getBytes(StandardCharsets.UTF_8));
        } finally {
            now.decrementAndGet();
        }
    }
}
