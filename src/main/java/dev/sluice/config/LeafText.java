package dev.sluice.config;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// How each type of value is written.
final class LeafText {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(ms|s|m|h|d|)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*(?:([KMGT])I?B?|B?)");
    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "s", 1_000L, "", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final long LONGEST = Duration.ofDays(36_500).toMillis();
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "0");

    private LeafText() {}

    /// What the text means as a value of the type.
    ///
    /// @throws IllegalArgumentException with the reason, never with the text
    static Object parse(Type type, String text, Origin origin) {
        if (type == String.class) {
            return text;
        } else if (type == Secret.class) {
            return Secret.of(text);
        }
        String value = text.strip();
        return switch (type.getTypeName()) {
            case "int" -> whole(value);
            case "long" -> size(value);
            case "boolean" -> truth(value);
            case "java.time.Duration" -> duration(value);
            case "java.time.LocalDate" -> date(value);
            case "java.math.BigDecimal" -> number(value);
            case "java.net.URI" -> address(value);
            case "java.nio.file.Path" -> path(value, origin.folder());
            case "java.util.regex.Pattern" -> regex(value);
            default -> throw new IllegalStateException("no way to write " + type);
        };
    }

    private static int whole(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException("must be a whole number");
        }
    }

    private static boolean truth(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            throw new IllegalArgumentException("must be true or false");
        }
        return TRUE.contains(word);
    }

    /// A kilobyte is 1024 bytes.
    private static long size(String text) {
        Matcher parts = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException("must be a size such as 512KB, 10MB or 5GB, or a number of bytes");
        }
        int power = parts.group(2) == null ? 0 : "KMGT".indexOf(parts.group(2)) + 1;
        BigInteger bytes = new BigDecimal(parts.group(1))
                .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(10 * power)))
                .toBigInteger();
        if (bytes.bitLength() > 62) {
            throw new IllegalArgumentException("is too large");
        }
        return bytes.longValue();
    }

    private static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "must be a duration such as 500ms, 30s, 5m, 1h or 7d, or a number of seconds");
        }
        long unit = MILLISECONDS.getOrDefault(parts.group(2), 1_000L);
        BigDecimal milliseconds = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit));
        if (milliseconds.compareTo(BigDecimal.valueOf(LONGEST)) > 0) {
            throw new IllegalArgumentException("must not be longer than 100 years");
        }
        return Duration.ofMillis(milliseconds.longValue());
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notDate) {
            throw new IllegalArgumentException("must be a date such as 2026-01-31");
        }
    }

    private static BigDecimal number(String text) {
        if (!text.matches("-?\\d{1,15}(\\.\\d{1,15})?")) {
            throw new IllegalArgumentException("must be a number such as 0.15");
        }
        return new BigDecimal(text);
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw new IllegalArgumentException("must be an address such as https://host/path");
        }
    }

    private static Path path(String text, Path folder) {
        try {
            boolean home = text.equals("~") || text.startsWith("~/");
            Path path = home ? Path.of(System.getProperty("user.home", "") + text.substring(1)) : folder.resolve(text);
            return path.toAbsolutePath().normalize();
        } catch (InvalidPathException broken) {
            throw new IllegalArgumentException("must be the path of a file");
        }
    }

    private static Pattern regex(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException broken) {
            throw new IllegalArgumentException(
                    "is not a regular expression: " + broken.getDescription() + " near position " + broken.getIndex());
        }
    }
}
