package dev.sluice.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `aliases.<name>`: a public name for several targets. A plain list in the file means strategy `ordered`.
///
/// @param strategy one of [#STRATEGIES]
/// @param targets `provider/model` or bare ids, at least one
/// @param when provider to the condition under which it is taken, as written
public record AliasConfig(String strategy, List<String> targets, Map<String, String> when) {
    public static final List<String> STRATEGIES =
            List.of("ordered", "weighted", "least-latency", "least-busy", "cheapest");

    public AliasConfig {
        targets = List.copyOf(targets);
        when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
        var rules = Rules.of("")
                .oneOf("strategy", strategy, STRATEGIES)
                .check(!targets.isEmpty(), "targets", "must name at least one model")
                .check(targets.stream().noneMatch(String::isBlank), "targets", "must not hold an empty name");
        when.forEach((provider, condition) -> rules.check(
                Condition.wellFormed(condition),
                "when." + provider,
                "must be a condition such as \"health >= 0.5 and errors < 10\""));
        rules.done();
    }
}
