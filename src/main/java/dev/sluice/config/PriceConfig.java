package dev.sluice.config;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/// `prices.<pattern>`: US dollars per million tokens.
///
/// @param cached for tokens that the upstream had cached; absent = `input`
/// @param from the first day on which it holds; absent = always
public record PriceConfig(BigDecimal input, BigDecimal output, Optional<BigDecimal> cached, Optional<LocalDate> from) {
    public PriceConfig {
        Rules.of("")
                .check(input.signum() >= 0, "input", "must not be negative")
                .check(output.signum() >= 0, "output", "must not be negative")
                .check(cached.isEmpty() || cached.get().signum() >= 0, "cached", "must not be negative")
                .done();
    }
}
