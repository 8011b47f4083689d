package dev.sluice.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Carries bytes between a peer and a port, and from some moment on only one byte at a time.
record TestingRelay(int port, AtomicBoolean dripping, Semaphore permits) {
    static TestingRelay to(int port) {
        return new TestingRelay(port, new AtomicBoolean(), new Semaphore(0));
    }

    void carry(TestingSocketServer.Peer peer) throws Exception {
        try (var far = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            far.setTcpNoDelay(true);
            var there = Thread.ofVirtual().start(() -> {
                try {
                    peer.socket().getInputStream().transferTo(far.getOutputStream());
                    far.shutdownOutput();
                } catch (IOException e) {
                    // one side has gone
                }
            });
            back(far.getInputStream(), peer.socket().getOutputStream());
            peer.socket().shutdownOutput();
            there.join();
        }
    }

    private void back(InputStream from, OutputStream to) throws Exception {
        var buffer = new byte[16 * 1024];
        while (true) {
            var read = from.read(buffer);
            if (read < 0) {
                return;
            }
            for (int sent = 0; sent < read; ) {
                var slow = dripping.get();
                if (slow && !permits.tryAcquire(10, TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody waits for more");
                }
                var size = slow ? 1 : read - sent;
                to.write(buffer, sent, size);
                sent += size;
            }
        }
    }
}
