package dev.sluice.jinja;

import java.math.BigInteger;

/// How one value is written.
///
/// @param align `<`, `>`, `^` or `=`
/// @param sign of positive numbers: `+`, a blank, or `-` for none
/// @param grouping what stands between groups of digits
/// @param precision -1 where none is given
record FormatSpec(
        String fill,
        char align,
        char sign,
        boolean alternate,
        boolean zeroes,
        int width,
        String grouping,
        int precision,
        char type) {

    FormatSpec as(char newType) {
        return new FormatSpec(fill, align, sign, alternate, zeroes, width, grouping, precision, newType);
    }

    String cut(String text) {
        return precision < 0 || precision >= Characters.count(text) ? text : Characters.cut(text, 0, precision);
    }

    String padded(String text, Budget budget) {
        budget.characters(Math.max(width, text.length()));
        int missing = Math.max(0, width - Characters.count(text));
        int before = switch (align) {
            case '<' -> 0;
            case '^' -> missing / 2;
            default -> missing;
        };
        return fill.repeat(before) + text + fill.repeat(missing - before);
    }

    String number(Object number, Budget budget) {
        budget.characters(Math.max(0, precision) + 400L);
        String digits = number instanceof Double real ? real(real) : whole(Numbers.big(number));
        boolean negative = digits.startsWith("-");
        String signed = negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
        String prefix = alternate && !(number instanceof Double) ? prefix() : "";
        String body = grouped(negative ? digits.substring(1) : digits);
        String upper = Character.isUpperCase(type) ? Letters.upper(body) : body;
        if (zeroes || align == '=') {
            int missing = width - signed.length() - prefix.length() - upper.length();
            return signed + prefix + budget.repeated(zeroes ? "0" : fill, missing) + upper;
        }
        return padded(signed + prefix + upper, budget);
    }

    private String prefix() {
        return switch (type) {
            case 'x' -> "0x";
            case 'X' -> "0X";
            case 'o' -> "0o";
            case 'b' -> "0b";
            default -> "";
        };
    }

    private String whole(BigInteger number) {
        String digits = number.toString(
                switch (type) {
                    case 'x', 'X' -> 16;
                    case 'o' -> 8;
                    case 'b' -> 2;
                    default -> 10;
                });
        int missing = precision - digits.length() + (number.signum() < 0 ? 1 : 0);
        return missing <= 0
                ? digits
                : (number.signum() < 0 ? "-" : "")
                        + "0".repeat(missing)
                        + (number.signum() < 0 ? digits.substring(1) : digits);
    }

    private String real(double value) {
        int places = precision < 0 ? 6 : precision;
        return switch (Character.toLowerCase(type)) {
            case 'f' -> RealText.fixed(value, places);
            case 'e' -> RealText.exponential(value, places);
            case 'g' -> RealText.general(value, places, alternate);
            case '%' -> RealText.fixed(value * 100, places) + "%";
            default -> precision < 0 ? Numbers.text(value) : RealText.general(value, precision, false);
        };
    }

    private String grouped(String digits) {
        if (grouping.isEmpty()) {
            return digits;
        }
        int size = type == 'x' || type == 'X' || type == 'o' || type == 'b' ? 4 : 3;
        int end = 0;
        while (end < digits.length() && Character.isLetterOrDigit(digits.charAt(end)) && digits.charAt(end) != 'e') {
            end++;
        }
        var grouped = new StringBuilder(digits);
        for (int at = end - size; at > 0; at -= size) {
            grouped.insert(at, grouping);
        }
        return grouped.toString();
    }
}
