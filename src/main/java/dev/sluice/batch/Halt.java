package dev.sluice.batch;

import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.Failure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The brake of one run: its owner has cancelled the batch, its time is over, or this node is being stopped.
/// Thread-safe.
final class Halt {
    private static final Failure WHY = new Failure.Cancelled("The batch was halted.");

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch latch = new CountDownLatch(1);
    private volatile boolean nodeStops;

    void halt() {
        latch.countDown();
        cancellation.cancel(WHY);
    }

    /// The batch goes on elsewhere, or here after a restart.
    void stopNode() {
        nodeStops = true;
        halt();
    }

    boolean nodeStops() {
        return nodeStops;
    }

    boolean halted() {
        return latch.getCount() == 0;
    }

    /// Ends the requests under way.
    Cancellation cancellation() {
        return cancellation;
    }

    /// Waits, but no longer than the run goes on.
    void await(long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopNode();
        }
    }
}
