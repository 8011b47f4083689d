package dev.sluice.http;

import java.math.BigDecimal;

/// Amounts of money for answers: no digit too many, and none in powers of ten, which not every reader of JSON knows.
public final class CostText {
    private CostText() {}

    public static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
