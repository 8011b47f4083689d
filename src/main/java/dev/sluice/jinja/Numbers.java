package dev.sluice.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Locale;

/// Python's numbers: whole ones without end (here `Long`, and `BigInteger` where that is too small), reals, and
/// booleans,
/// which count as 0 and 1.
final class Numbers {
    private Numbers() {}

    static Object normal(BigInteger number) {
        return number.bitLength() < 64 ? (Object) number.longValue() : number;
    }

    static Object parsed(String digits) {
        String plain = digits.replace("_", "").toLowerCase(Locale.ROOT);
        if (plain.length() > 4300) {
            throw new LimitException("a number has more than 4300 digits");
        }
        int radix = plain.startsWith("0x") ? 16 : plain.startsWith("0o") ? 8 : plain.startsWith("0b") ? 2 : 10;
        return normal(new BigInteger(radix == 10 ? plain : plain.substring(2), radix));
    }

    static boolean whole(Object value) {
        return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
    }

    static boolean number(Object value) {
        return value instanceof Double || whole(value);
    }

    static BigInteger big(Object whole) {
        return whole instanceof BigInteger big ? big : BigInteger.valueOf(small(whole));
    }

    /// Of a `Long` or a boolean.
    static long small(Object whole) {
        return whole instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) whole).longValue();
    }

    static double real(Object number) {
        if (number instanceof BigInteger big) {
            double value = big.doubleValue();
            if (Double.isInfinite(value)) {
                throw new TemplateException("int too large to convert to float");
            }
            return value;
        }
        return number instanceof Double real ? real : small(number);
    }

    /// A whole number as an `int`, the nearest one if it does not fit.
    static int cut(Object whole) {
        if (whole instanceof BigInteger big) {
            return big.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, small(whole)));
    }

    /// Exact, also between a real and a great whole number. Neither is NaN.
    static int compare(Object left, Object right) {
        if (whole(left) && whole(right)) {
            return left instanceof BigInteger || right instanceof BigInteger
                    ? big(left).compareTo(big(right))
                    : Long.compare(small(left), small(right));
        }
        if (infinite(left) || infinite(right) || left instanceof Double && right instanceof Double) {
            double l = infinite(right) ? 0 : real(left);
            double r = infinite(left) && !infinite(right) ? 0 : real(right);
            l = infinite(left) ? real(left) : l;
            return l == r ? 0 : l < r ? -1 : 1;
        }
        return decimal(left).compareTo(decimal(right));
    }

    private static boolean infinite(Object number) {
        return number instanceof Double real && Double.isInfinite(real);
    }

    static boolean nan(Object value) {
        return value instanceof Double real && Double.isNaN(real);
    }

    static BigDecimal decimal(Object number) {
        return number instanceof Double real ? new BigDecimal(real) : new BigDecimal(big(number));
    }

    /// Java writes two digits at least, also where one is enough for the smallest numbers there are.
    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal single = digits.round(new MathContext(1));
        return single.doubleValue() == value ? single.stripTrailingZeros() : digits;
    }

    /// As `repr` writes it: the shortest digits that are read as the same number, with a point or an exponent.
    static String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(value);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = shortest.unscaledValue().abs().toString();
        return (value < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e"
                + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
