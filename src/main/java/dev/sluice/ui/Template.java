package dev.sluice.ui;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills the `{{name}}` places of a page, its values escaped for HTML text and attributes.
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    private Template() {}

    static byte[] filled(byte[] page, Map<String, String> values) {
        String html = PLACE.matcher(new String(page, StandardCharsets.UTF_8))
                .replaceAll(place -> Matcher.quoteReplacement(escaped(value(values, place.group(1)))));
        return html.getBytes(StandardCharsets.UTF_8);
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("A page asks for {{" + name + "}}, which nobody fills.");
        }
        return value;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
