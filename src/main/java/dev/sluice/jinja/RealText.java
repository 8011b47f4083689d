package dev.sluice.jinja;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Reals in the formats of C: `f`, `e` and `g`. Signs are the caller's; digits are rounded exactly.
final class RealText {
    private RealText() {}

    private static String special(double value) {
        return Double.isNaN(value) ? "nan" : Double.isInfinite(value) ? (value < 0 ? "-inf" : "inf") : "";
    }

    private static String sign(double value) {
        return value < 0 || 1 / value < 0 ? "-" : "";
    }

    static String fixed(double value, int precision) {
        String special = special(value);
        return special.isEmpty()
                ? sign(value)
                        + new BigDecimal(Math.abs(value))
                                .setScale(precision, RoundingMode.HALF_EVEN)
                                .toPlainString()
                : special;
    }

    static String exponential(double value, int precision) {
        String special = special(value);
        if (!special.isEmpty()) {
            return special;
        }
        BigDecimal rounded = rounded(value, precision + 1);
        String digits = rounded.unscaledValue().toString();
        String padded = digits + "0".repeat(Math.max(0, precision + 1 - digits.length()));
        return sign(value) + mantissa(padded) + exponent(value == 0 ? 0 : magnitude(rounded));
    }

    private static BigDecimal rounded(double value, int digits) {
        return new BigDecimal(Math.abs(value)).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static int magnitude(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }

    private static String mantissa(String digits) {
        return digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    }

    private static String exponent(int exponent) {
        return "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /// @param zeroes whether those at the end stay
    static String general(double value, int precision, boolean zeroes) {
        String special = special(value);
        if (!special.isEmpty()) {
            return special;
        }
        int digits = Math.max(1, precision);
        int exponent = value == 0 ? 0 : magnitude(rounded(value, digits));
        boolean plain = exponent >= -4 && exponent < digits;
        String text = plain ? fixed(value, digits - 1 - exponent) : exponential(value, digits - 1);
        return zeroes ? text : withoutZeroes(text);
    }

    private static String withoutZeroes(String text) {
        int exponent = text.indexOf('e');
        String mantissa = exponent < 0 ? text : text.substring(0, exponent);
        if (mantissa.indexOf('.') < 0) {
            return text;
        }
        int end = mantissa.length();
        while (mantissa.charAt(end - 1) == '0') {
            end--;
        }
        end = mantissa.charAt(end - 1) == '.' ? end - 1 : end;
        return mantissa.substring(0, end) + (exponent < 0 ? "" : text.substring(exponent));
    }
}
