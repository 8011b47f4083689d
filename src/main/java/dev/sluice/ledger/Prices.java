package dev.sluice.ledger;

import dev.sluice.config.PriceConfig;
import dev.sluice.exchange.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What models cost. Immutable.
///
/// A pattern is matched against `provider/model`, upper and lower case being the same; `*` stands for any characters.
/// Of several that match and are in force the one with the most characters that are not `*` holds, and of those the one
/// that came into force last.
public final class Prices {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final List<Rule> rules;

    private record Rule(Pattern pattern, long literal, PriceConfig price) {
        LocalDate from() {
            return price.from().orElse(LocalDate.MIN);
        }
    }

    public Prices(Map<String, PriceConfig> prices) {
        rules = prices.entrySet().stream()
                .map(entry -> rule(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Rule::literal)
                        .thenComparing(Rule::from)
                        .reversed())
                .toList();
    }

    private static Rule rule(String pattern, PriceConfig price) {
        String expression =
                Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        int flags = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
        long literal = pattern.chars().filter(c -> c != '*').count();
        return new Rule(Pattern.compile(expression, flags), literal, price);
    }

    /// The price of a model on a day, UTC; empty where it has none.
    public Optional<PriceConfig> of(String provider, String model, LocalDate day) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        String name = provider + "/" + model;
        return rules.stream()
                .filter(rule -> !rule.from().isAfter(day))
                .filter(rule -> rule.pattern().matcher(name).matches())
                .map(Rule::price)
                .findFirst();
    }

    /// What tokens cost in US dollars; empty where the model has no price.
    Optional<BigDecimal> cost(String provider, String model, Usage usage, Instant at) {
        return of(provider, model, LocalDate.ofInstant(at, ZoneOffset.UTC)).map(price -> cost(price, usage));
    }

    private static BigDecimal cost(PriceConfig price, Usage usage) {
        long cached = Math.min(usage.cached(), usage.input());
        return price.input()
                .multiply(BigDecimal.valueOf(usage.input() - cached))
                .add(price.cached().orElse(price.input()).multiply(BigDecimal.valueOf(cached)))
                .add(price.output().multiply(BigDecimal.valueOf(usage.output())))
                .divide(MILLION);
    }
}
