package dev.sluice.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Cancellation;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AnswerHoldTest {
    private final Cancellation cancellation = new Cancellation();
    private final AnswerHold hold = new AnswerHold(cancellation);

    private static AsyncEvent event() {
        return new AsyncEvent((AsyncContext) Proxy.newProxyInstance(
                AsyncContext.class.getClassLoader(),
                new Class<?>[] {AsyncContext.class},
                (self, method, args) -> null));
    }

    static Stream<BiConsumer<AnswerHold, AsyncEvent>> ends() {
        return Stream.of(AnswerHold::onError, AnswerHold::onTimeout, AnswerHold::onComplete);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void theContainerWaitsForTheWriter(BiConsumer<AnswerHold, AsyncEvent> end) throws Exception {
        var writing = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Thread writer = Thread.ofVirtual().start(() -> {
            hold.begin();
            writing.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            hold.end();
        });
        assertThat(writing.await(5, TimeUnit.SECONDS)).isTrue();
        var waiting = CompletableFuture.runAsync(() -> end.accept(hold, event()));
        assertThat(writer.join(java.time.Duration.ofMillis(200))).isFalse();
        assertThat(waiting).isNotDone();
        goOn.countDown();
        waiting.get(5, TimeUnit.SECONDS);
    }

    @Test
    void aWriterThatIsToldItselfGoesOn() {
        hold.begin();
        hold.onError(event());
        assertThat(cancellation.cancelled()).isTrue();
    }
}
