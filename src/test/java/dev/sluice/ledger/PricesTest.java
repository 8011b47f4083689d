package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.PriceConfig;
import dev.sluice.exchange.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PricesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Usage MILLIONS = new Usage(1_000_000, 2_000_000, 0, 500_000);

    private static PriceConfig price(String input, String output) {
        return new PriceConfig(new BigDecimal(input), new BigDecimal(output), Optional.empty(), Optional.empty());
    }

    private static PriceConfig from(String day, PriceConfig price) {
        return new PriceConfig(price.input(), price.output(), price.cached(), Optional.of(LocalDate.parse(day)));
    }

    private static Optional<BigDecimal> cost(Map<String, PriceConfig> prices, String model) {
        return new Prices(prices).cost("fake", model, MILLIONS, NOW);
    }

    @Test
    void tokensCostTheirMillionth() {
        assertThat(cost(Map.of("fake/*", price("1.5", "2")), "m").orElseThrow()).isEqualByComparingTo("5.5");
        assertThat(new Prices(Map.of("fake/*", price("0.15", "0.6")))
                        .cost("fake", "m", new Usage(7, 3, 0, 0), NOW)
                        .orElseThrow())
                .isEqualByComparingTo("0.00000285");
    }

    @Test
    void whatWasCachedHasAPriceOfItsOwn() {
        var priced =
                new PriceConfig(BigDecimal.ONE, BigDecimal.ZERO, Optional.of(new BigDecimal("0.1")), Optional.empty());
        var prices = new Prices(Map.of("*", priced));
        assertThat(prices.cost("a", "b", new Usage(1_000_000, 0, 400_000, 0), NOW)
                        .orElseThrow())
                .isEqualByComparingTo("0.64");
        assertThat(prices.cost("a", "b", new Usage(10, 0, 1_000_000, 0), NOW).orElseThrow())
                .as("an upstream that counts more cached tokens than tokens")
                .isEqualByComparingTo("0.000001");
    }

    @Test
    void theMostPreciseNameHolds() {
        Map<String, PriceConfig> prices = new LinkedHashMap<>();
        prices.put("*", price("1", "0"));
        prices.put("fake/big-1", price("4", "0"));
        prices.put("fake/*", price("2", "0"));
        prices.put("fake/big*", price("3", "0"));
        assertThat(cost(prices, "big-1").orElseThrow()).isEqualByComparingTo("4");
        assertThat(cost(prices, "BIG-2").orElseThrow()).isEqualByComparingTo("3");
        assertThat(cost(prices, "small").orElseThrow()).isEqualByComparingTo("2");
    }

    @Test
    void aPriceHoldsFromItsDay() {
        Map<String, PriceConfig> prices = Map.of(
                "fake/*", from("2026-06-02", price("9", "0")),
                "fak*", from("2026-06-01", price("5", "0")),
                "*", price("1", "0"));
        assertThat(cost(prices, "m").orElseThrow()).isEqualByComparingTo("5");
    }

    @Test
    void whatHasNoPriceHasNoCost() {
        assertThat(cost(Map.of("other/*", price("1", "1")), "m")).isEmpty();
        assertThat(cost(Map.of(), "m")).isEmpty();
    }

    @Test
    void aPatternIsNoExpression() {
        assertThat(cost(Map.of("fake/m.1", price("1", "1")), "mx1")).isEmpty();
        assertThat(cost(Map.of("fake/(a+)+$", price("1", "1")), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"))
                .isEmpty();
    }
}
