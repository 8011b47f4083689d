package dev.sluice.jinja;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;

/// Filters of numbers and of values of any kind.
final class ValueFilters {
    private static final int MOST_DIGITS = 4300;

    static final Map<String, Filter> ALL = Map.ofEntries(
            entry("default", ValueFilters::otherwise),
            entry("d", ValueFilters::otherwise),
            entry("abs", ValueFilters::absolute),
            entry("int", ValueFilters::whole),
            entry("float", ValueFilters::real),
            entry("round", ValueFilters::round),
            entry("filesizeformat", ValueFilters::size),
            entry("attr", ValueFilters::attribute),
            entry("pprint", (rendering, value, arguments) -> rendering.quoted(value)));

    private ValueFilters() {}

    private static Object otherwise(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("default", "default_value", "boolean");
        boolean missing = value instanceof Undefined || given.truth("boolean", false) && !Values.truth(value);
        return missing ? given.or("default_value", "") : value;
    }

    private static Object absolute(Rendering rendering, Object value, Arguments arguments) {
        return Undefined.refused(value) instanceof Double real
                ? (Object) Math.abs(real)
                : Numbers.normal(Numbers.big(number(value, "abs")).abs());
    }

    private static Object number(Object value, String function) {
        if (!Numbers.number(Undefined.refused(value))) {
            throw new TemplateException(function + "() takes a number, not " + Values.type(value));
        }
        return value;
    }

    private static Object whole(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("int", "default", "base");
        if (Numbers.whole(Undefined.refused(value))) {
            return Numbers.normal(Numbers.big(value));
        }
        Object otherwise = given.or("default", 0L);
        if (value instanceof Double real) {
            return truncated(real, otherwise, rendering.budget());
        }
        if (!Values.text(value)) {
            return otherwise;
        }
        String text = Space.strip(rendering.text(value));
        try {
            return rendering.budget().whole(parsed(text, given.whole("base", 10)));
        } catch (NumberFormatException notWhole) {
            return truncated(parsedReal(text), otherwise, rendering.budget());
        }
    }

    private static Object truncated(double real, Object otherwise, Budget budget) {
        return Double.isNaN(real) || Double.isInfinite(real)
                ? otherwise
                : budget.whole(new BigDecimal(real).toBigInteger());
    }

    private static BigInteger parsed(String text, int base) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        String prefix = digits.length() > 1 ? Letters.lower(digits.substring(0, 2)) : "";
        int named = switch (prefix) {
            case "0x" -> 16;
            case "0o" -> 8;
            case "0b" -> 2;
            default -> 0;
        };
        boolean prefixed = named != 0 && (base == named || base == 0);
        String bare = prefixed ? digits.substring(2) : digits;
        int radix = base == 0 ? (prefixed ? named : 10) : base;
        if (bare.length() > MOST_DIGITS || radix < 2 || radix > 36 || !bare.matches("[0-9\\p{L}](_?[0-9\\p{L}])*+")) {
            throw new NumberFormatException();
        }
        BigInteger number = new BigInteger(bare.replace("_", ""), radix);
        return text.startsWith("-") ? number.negate() : number;
    }

    /// NaN where it is no number.
    private static double parsedReal(String text) {
        String lower = Letters.lower(text);
        String unsigned = lower.startsWith("-") || lower.startsWith("+") ? lower.substring(1) : lower;
        if (unsigned.equals("inf") || unsigned.equals("infinity")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        boolean digits = text.length() < MOST_DIGITS
                && unsigned.matches("(\\d++(_\\d++)*+\\.?(\\d++(_\\d++)*+)?|\\.\\d++(_\\d++)*+)(e[+-]?\\d++)?");
        return digits ? Double.parseDouble(text.replace("_", "")) : Double.NaN;
    }

    private static Object real(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("float", "default");
        if (Numbers.number(Undefined.refused(value))) {
            return Numbers.real(value);
        }
        Object otherwise = given.or("default", 0.0);
        if (!Values.text(value)) {
            return otherwise;
        }
        String text = Space.strip(rendering.text(value));
        double real = parsedReal(text);
        return Double.isNaN(real) && !Letters.lower(text).matches("[+-]?nan") ? otherwise : (Object) real;
    }

    private static Object round(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("round", "precision", "method");
        number(value, "round");
        int precision = Math.max(-400, Math.min(400, given.whole("precision", 0)));
        RoundingMode mode = switch (given.text("method", "common")) {
            case "common" -> RoundingMode.HALF_EVEN;
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> throw new TemplateException("method must be common, ceil or floor");
        };
        boolean exact = mode == RoundingMode.HALF_EVEN;
        if (Numbers.whole(value) && exact) {
            return precision >= 0
                    ? Numbers.normal(Numbers.big(value))
                    : Numbers.normal(
                            Numbers.decimal(value).setScale(precision, mode).toBigInteger());
        }
        double real = Numbers.real(value);
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            return real;
        }
        if (exact) {
            double rounded = new BigDecimal(real).setScale(precision, mode).doubleValue();
            return rounded == 0 ? Math.copySign(0.0, real) : rounded;
        }
        double factor = Math.pow(10, precision);
        double scaled = real * factor;
        return (mode == RoundingMode.CEILING ? Math.ceil(scaled) : Math.floor(scaled)) / factor;
    }

    private static Object size(Rendering rendering, Object value, Arguments arguments) {
        boolean binary = arguments.to("filesizeformat", "binary").truth("binary", false);
        double bytes = Numbers.real(number(real(rendering, value, Arguments.NONE), "filesizeformat"));
        int base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return "1 Byte";
        }
        if (bytes < base) {
            return (long) bytes + " Bytes";
        }
        String prefixes = binary ? "KMGTPEZY" : "kMGTPEZY";
        double unit = base;
        int at = 0;
        while (at < prefixes.length() - 1 && bytes >= unit * base) {
            unit *= base;
            at++;
        }
        return RealText.fixed(bytes / unit, 1) + " " + prefixes.charAt(at) + (binary ? "iB" : "B");
    }

    private static Object attribute(Rendering rendering, Object value, Arguments arguments) {
        String name = arguments.to("attr", "name").text("name");
        return rendering.attributes().own(value, name);
    }
}
