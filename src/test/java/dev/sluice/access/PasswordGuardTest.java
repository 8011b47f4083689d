package dev.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PasswordGuardTest {
    private final AtomicLong now = new AtomicLong(17);
    private final PasswordGuard guard = new PasswordGuard(now::get);

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            guard.failed(address);
        }
    }

    @Test
    void tenWrongOnesCloseTheDoorForAMinute() {
        fail("192.0.2.1", PasswordGuard.WRONG_ONES - 1);
        assertThat(guard.admits("192.0.2.1")).isTrue();
        fail("192.0.2.1", 1);
        assertThat(guard.admits("192.0.2.1")).isFalse();
        assertThat(guard.admits("192.0.2.2")).isTrue();
        now.addAndGet(PasswordGuard.WHILE.toNanos() + 1);
        assertThat(guard.admits("192.0.2.1")).isTrue();
    }

    @Test
    void wrongOnesOfLongAgoDoNotCount() {
        fail("192.0.2.1", PasswordGuard.WRONG_ONES - 1);
        now.addAndGet(PasswordGuard.WHILE.toNanos() + 1);
        fail("192.0.2.1", PasswordGuard.WRONG_ONES - 1);
        assertThat(guard.admits("192.0.2.1")).isTrue();
    }

    @Test
    void theOldestAddressIsForgottenFirst() {
        fail("first", PasswordGuard.WRONG_ONES);
        for (int i = 0; i < PasswordGuard.MOST; i++) {
            guard.failed("address-" + i);
        }
        assertThat(guard.admits("first")).isTrue();
    }
}
