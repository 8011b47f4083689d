package dev.sluice.batch;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.util.BitSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Has the lines of a batch answered, a few at the same time, and those left out whose answers are stored. Used once.
final class LineRun {
    private static final int AT_ONCE = 8;
    private static final long LOOK_MILLIS = 500;
    private static final int MOST_TRIES = 4;
    private static final long FIRST_WAIT_MILLIS = 1_000;
    private static final int TOO_MANY_REQUESTS = 429;

    private final BatchParts parts;
    private final Batch batch;
    private final Halt halt;
    private final BatchEndpoint endpoint;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
    private long lookedAt = System.nanoTime();

    LineRun(BatchParts parts, Batch batch, Halt halt) {
        this.parts = parts;
        this.batch = batch;
        this.halt = halt;
        BatchEndpoint known = parts.endpoints().get(batch.order().endpoint());
        if (known == null) {
            throw new RefusedException(new Failure.NotFound("This version has no such endpoint for batches."));
        }
        this.endpoint = known;
    }

    /// Returns when every line has its answer, or the run is halted.
    void go() {
        BitSet answered = parts.database().call(handle -> LineTable.lines(handle, batch.id()));
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("sluice-" + batch.id() + "-", 0).factory());
        try (threads;
                var lines = parts.input(batch)) {
            for (JsonLines.Line line = lines.next(); line != null && !over(); line = lines.next()) {
                if (!answered.get(line.number()) && room(1)) {
                    BatchLine next = BatchLine.read(line);
                    threads.execute(() -> serve(next));
                }
            }
            room(AT_ONCE);
        }
        RuntimeException thrown = broken.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    /// Waits for permits, and looks up from time to time.
    ///
    /// @return false where the run is over before
    private boolean room(int count) {
        try {
            while (!permits.tryAcquire(count, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (over()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            halt.stopNode();
            return false;
        }
    }

    /// Another node may have taken the owner's cancellation.
    private boolean over() {
        if (!halt.halted() && System.nanoTime() - lookedAt > TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
            lookedAt = System.nanoTime();
            boolean goesOn = parts.database()
                    .call(handle -> BatchTable.find(handle, batch.id()))
                    .filter(now -> now.status() == BatchStatus.IN_PROGRESS)
                    .isPresent();
            if (!goesOn || !parts.clock().instant().isBefore(batch.expiresAt())) {
                halt.halt();
            }
        }
        return halt.halted() || broken.get() != null;
    }

    private void serve(BatchLine line) {
        try {
            String request = FileNames.id("batch_req_");
            BatchEndpoint.Answer answer = ask(line, request);
            if (!halt.halted()) {
                store(line, request, answer);
            }
        } catch (RuntimeException e) {
            broken.compareAndSet(null, e);
        } finally {
            permits.release();
        }
    }

    /// A batch has time: where there is too much to do it asks again, a little later each time.
    private BatchEndpoint.Answer ask(BatchLine line, String request) {
        var asked = new BatchEndpoint.Line(request, batch.owner(), line.body(), halt.cancellation());
        BatchEndpoint.Answer answer = endpoint.answer(asked);
        for (int tries = 1; answer.status() == TOO_MANY_REQUESTS && tries < MOST_TRIES && !halt.halted(); tries++) {
            halt.await(FIRST_WAIT_MILLIS << (tries - 1));
            if (!halt.halted()) {
                answer = endpoint.answer(asked);
            }
        }
        return answer;
    }

    private void store(BatchLine line, String request, BatchEndpoint.Answer answer) {
        boolean done = answer.status() == 200;
        var answered =
                new LineTable.Answered(line.number(), done, OutputLine.answered(line.customId(), request, answer));
        parts.database()
                .transact(handle -> LineTable.add(handle, batch.id(), answered)
                        ? BatchTable.counted(handle, batch.id(), done, answer)
                        : 0);
    }
}
