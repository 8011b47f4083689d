package dev.sluice.dialect.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/// A number within bounds, both included.
record NumberShape(boolean whole, BigDecimal least, BigDecimal most) implements Shape {
    @Override
    public String words() {
        return whole ? "an integer" : "a number";
    }

    @Override
    public boolean takes(JsonNode value) {
        return value.isNumber();
    }

    @Override
    public void look(JsonNode value, Place place, Problems problems) {
        BigDecimal number = value.decimalValue();
        // comparing looks at the exponents first; nothing here writes out the digits of 1e1000000000
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            problems.add(Flaw.RANGE, place, "must be " + range());
        } else if (whole && !whole(number)) {
            problems.add(Flaw.TYPE, place, "must be an integer");
        }
    }

    private static boolean whole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    private String range() {
        if (most.compareTo(Shapes.MOST_NUMBER) < 0) {
            return "between " + plain(least) + " and " + plain(most);
        }
        return least.signum() < 0 ? "a number of 64 bits" : "at least " + plain(least);
    }

    private static String plain(BigDecimal bound) {
        return bound.stripTrailingZeros().toPlainString();
    }
}
