package dev.sluice.jinja;

import java.util.List;
import java.util.Map;

/// Which values may be keys of a dict, and as what they are stored.
final class Keys {
    private Keys() {}

    static Object of(Object value, Budget budget) {
        return switch (value) {
            case Markup markup -> markup.text();
            case Tuple tuple -> {
                weigh(tuple, budget);
                yield tuple;
            }
            case Range range -> range;
            case List<?> list -> throw unhashable(list);
            case Map<?, ?> map -> throw unhashable(map);
            default -> value;
        };
    }

    /// The same for numbers that are equal, whatever their type.
    static Object alike(Object value, Budget budget) {
        return switch (value) {
            case Boolean truth -> truth ? 1L : 0L;
            case Double real when real == Math.rint(real) && Math.abs(real) < 1e18 -> (Object) real.longValue();
            default -> of(value, budget);
        };
    }

    /// Hashing a tuple looks at all that is in it, as often as it is in it.
    private static void weigh(Tuple tuple, Budget budget) {
        budget.enter();
        for (Object item : tuple) {
            budget.spend(2);
            of(item, budget);
        }
        budget.leave();
    }

    private static TemplateException unhashable(Object value) {
        return new TemplateException("unhashable type: " + Quoted.of(Values.type(value)));
    }
}
