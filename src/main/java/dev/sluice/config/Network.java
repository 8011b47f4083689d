package dev.sluice.config;

import java.util.Arrays;
import java.util.regex.Pattern;

/// How IP addresses and networks are written. Looks no name up.
final class Network {
    private static final Pattern FOUR = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private Network() {}

    /// Whether the text is an IPv4 or IPv6 address, or one with a prefix length.
    static boolean written(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean four = isFour(address);
        if (!four && !isSix(address)) {
            return false;
        }
        return slash < 0 || prefixFits(text.substring(slash + 1), four ? 32 : 128);
    }

    private static boolean prefixFits(String length, int most) {
        return length.matches("\\d{1,3}") && Integer.parseInt(length) <= most;
    }

    private static boolean isFour(String text) {
        return FOUR.matcher(text).matches()
                && Arrays.stream(text.split("\\.")).allMatch(part -> Integer.parseInt(part) <= 255);
    }

    private static boolean isSix(String text) {
        if (text.indexOf(':') < 0 || text.indexOf("::") != text.lastIndexOf("::") || text.contains(":::")) {
            return false;
        }
        int groups = 0;
        String[] parts = text.split(":", -1);
        for (int index = 0; index < parts.length; index++) {
            boolean last = index == parts.length - 1;
            if (last && isFour(parts[index])) {
                groups += 2;
            } else if (GROUP.matcher(parts[index]).matches()) {
                groups++;
            } else if (!parts[index].isEmpty() || !text.contains("::")) {
                return false;
            }
        }
        boolean loose =
                (text.startsWith(":") && !text.startsWith("::")) || (text.endsWith(":") && !text.endsWith("::"));
        return !loose && (text.contains("::") ? groups <= 7 : groups == 8);
    }
}
