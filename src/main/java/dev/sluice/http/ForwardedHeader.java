package dev.sluice.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The standard's `Forwarded` header (RFC 7239), read as the older headers that say the same.
final class ForwardedHeader {
    private static final Map<String, String> USUAL =
            Map.of("for", "x-forwarded-for", "proto", "x-forwarded-proto", "host", "x-forwarded-host");

    private ForwardedHeader() {}

    static Map<String, List<String>> asUsual(List<String> lines) {
        Map<String, List<String>> told = new HashMap<>();
        for (String line : lines) {
            for (String pair : line.split("[;,]")) {
                int equals = pair.indexOf('=');
                String name =
                        USUAL.get(pair.substring(0, Math.max(0, equals)).strip().toLowerCase(Locale.ROOT));
                if (name != null) {
                    told.computeIfAbsent(name, any -> new ArrayList<>(2)).add(unquoted(pair.substring(equals + 1)));
                }
            }
        }
        return told;
    }

    private static String unquoted(String value) {
        String text = value.strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
