package dev.sluice.jinja;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/// A moment in C's format, in English.
final class Strftime {
    /// Of what one directive makes.
    private static final long LONGEST = 32;

    private Strftime() {}

    static String of(String format, ZonedDateTime moment, Budget budget) {
        budget.characters(format.length() * LONGEST);
        return of(format, moment);
    }

    private static String of(String format, ZonedDateTime moment) {
        var text = new StringBuilder();
        for (int at = 0; at < format.length(); at++) {
            char c = format.charAt(at);
            if (c != '%' || at + 1 == format.length()) {
                text.append(c);
                continue;
            }
            char directive = format.charAt(++at);
            // glibc: %-d is %d without padding
            boolean bare = directive == '-' && at + 1 < format.length();
            String value = value(bare ? format.charAt(++at) : directive, moment);
            text.append(bare ? unpadded(value) : value);
        }
        return text.toString();
    }

    private static String unpadded(String value) {
        String rest = value.strip();
        while (rest.length() > 1 && rest.charAt(0) == '0') {
            rest = rest.substring(1);
        }
        return rest;
    }

    private static String value(char directive, ZonedDateTime moment) {
        return switch (directive) {
            case 'a' -> moment.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A' -> moment.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' ->
                moment.getMonth()
                        .getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                        .substring(0, 3);
            case 'B' -> moment.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'c' -> of("%a %b %e %H:%M:%S %Y", moment);
            case 'D', 'x' -> of("%m/%d/%y", moment);
            case 'F' -> of("%Y-%m-%d", moment);
            case 'R' -> of("%H:%M", moment);
            case 'T', 'X' -> of("%H:%M:%S", moment);
            case 'r' -> of("%I:%M:%S %p", moment);
            case 'p' -> moment.getHour() < 12 ? "AM" : "PM";
            case 'P' -> moment.getHour() < 12 ? "am" : "pm";
            case 'z' ->
                moment.getOffset().getTotalSeconds() == 0
                        ? "+0000"
                        : moment.getOffset().getId().replace(":", "");
            case 'Z' -> moment.getZone().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> number(directive, moment);
        };
    }

    private static String number(char directive, ZonedDateTime moment) {
        int weekday = moment.getDayOfWeek().getValue();
        return switch (directive) {
            case 'd' -> two(moment.getDayOfMonth());
            case 'e' -> "%2d".formatted(moment.getDayOfMonth());
            case 'm' -> two(moment.getMonthValue());
            case 'Y' -> "%04d".formatted(moment.getYear());
            case 'y' -> two(Math.floorMod(moment.getYear(), 100));
            case 'C' -> two(Math.floorDiv(moment.getYear(), 100));
            case 'H' -> two(moment.getHour());
            case 'I' -> two((moment.getHour() + 11) % 12 + 1);
            case 'M' -> two(moment.getMinute());
            case 'S' -> two(moment.getSecond());
            case 'f' -> "%06d".formatted(moment.getNano() / 1000);
            case 'j' -> "%03d".formatted(moment.getDayOfYear());
            case 's' -> Long.toString(moment.toEpochSecond());
            case 'u' -> Integer.toString(weekday);
            case 'w' -> Integer.toString(weekday % 7);
            case 'U' -> two((moment.getDayOfYear() + 6 - weekday % 7) / 7);
            case 'W' -> two((moment.getDayOfYear() + 6 - (weekday - 1)) / 7);
            case 'G' -> Integer.toString(moment.get(IsoFields.WEEK_BASED_YEAR));
            case 'V' -> two(moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'k' -> "%2d".formatted(moment.getHour());
            case 'l' -> "%2d".formatted(moment.get(ChronoField.CLOCK_HOUR_OF_AMPM));
            default -> "%" + directive;
        };
    }

    private static String two(int number) {
        return "%02d".formatted(number);
    }
}
