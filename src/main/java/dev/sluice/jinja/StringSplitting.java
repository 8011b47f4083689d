package dev.sluice.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Cutting strings into parts.
final class StringSplitting {
    private StringSplitting() {}

    static Object split(Rendering rendering, Object receiver, Arguments arguments) {
        Given given = arguments.to("split", "sep", "maxsplit");
        String text = rendering.text(receiver);
        rendering.budget().look(text.length());
        int most = given.whole("maxsplit", -1);
        int limit = most < 0 ? Integer.MAX_VALUE : most;
        List<String> parts = given.none("sep")
                ? words(text, limit, rendering.budget())
                : between(text, separator(given), limit, rendering.budget());
        return marked(receiver, parts);
    }

    static Object splitFromEnd(Rendering rendering, Object receiver, Arguments arguments) {
        Given given = arguments.to("rsplit", "sep", "maxsplit");
        String text = rendering.text(receiver);
        rendering.budget().look(text.length());
        int most = given.whole("maxsplit", -1);
        int limit = most < 0 ? Integer.MAX_VALUE : most;
        List<String> parts = given.none("sep")
                ? wordsFromEnd(text, limit, rendering.budget())
                : betweenFromEnd(text, separator(given), limit, rendering.budget());
        return marked(receiver, parts);
    }

    private static String separator(Given given) {
        String separator = given.text("sep");
        if (separator.isEmpty()) {
            throw new TemplateException("empty separator");
        }
        return separator;
    }

    private static List<Object> marked(Object receiver, List<String> parts) {
        List<Object> marked = new ArrayList<>(parts.size());
        parts.forEach(part -> marked.add(Markup.like(receiver, part)));
        return marked;
    }

    private static List<String> words(String text, int limit, Budget budget) {
        List<String> words = new ArrayList<>();
        int at = Space.skip(text, 0);
        while (at < text.length()) {
            budget.step();
            int end = at;
            while (end < text.length() && !Space.is(text.charAt(end))) {
                end++;
            }
            if (words.size() == limit) {
                words.add(text.substring(at));
                break;
            }
            words.add(text.substring(at, end));
            at = Space.skip(text, end);
        }
        return words;
    }

    private static List<String> wordsFromEnd(String text, int limit, Budget budget) {
        List<String> words = new ArrayList<>();
        String rest = Space.stripEnd(text);
        int end = rest.length();
        while (end > 0) {
            budget.step();
            if (words.size() == limit) {
                words.add(rest.substring(0, end));
                break;
            }
            int begin = end;
            while (begin > 0 && !Space.is(rest.charAt(begin - 1))) {
                begin--;
            }
            words.add(rest.substring(begin, end));
            end = begin;
            while (end > 0 && Space.is(rest.charAt(end - 1))) {
                end--;
            }
        }
        Collections.reverse(words);
        return words;
    }

    private static List<String> between(String text, String separator, int limit, Budget budget) {
        List<String> parts = new ArrayList<>();
        var needle = new Needle(separator, budget);
        int from = 0;
        for (int at = needle.in(text, 0); at >= 0 && parts.size() < limit; at = needle.in(text, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static List<String> betweenFromEnd(String text, String separator, int limit, Budget budget) {
        if (limit == Integer.MAX_VALUE && separator.length() == 1) {
            return between(text, separator, limit, budget);
        }
        List<String> parts = new ArrayList<>();
        var needle = new Needle(separator, budget);
        int end = text.length();
        for (int at = needle.lastIn(text, end); at >= 0 && parts.size() < limit; at = needle.lastIn(text, end)) {
            parts.add(text.substring(at + separator.length(), end));
            end = at;
        }
        parts.add(text.substring(0, end));
        Collections.reverse(parts);
        return parts;
    }

    static Object partition(Rendering rendering, Object receiver, Arguments arguments) {
        String text = rendering.text(receiver);
        String separator = separator(arguments.to("partition", "sep"));
        int at = new Needle(separator, rendering.budget()).in(text, 0);
        return at < 0 ? Tuple.of(marked(receiver, List.of(text, "", ""))) : around(receiver, text, separator, at);
    }

    static Object partitionFromEnd(Rendering rendering, Object receiver, Arguments arguments) {
        String text = rendering.text(receiver);
        String separator = separator(arguments.to("rpartition", "sep"));
        int at = new Needle(separator, rendering.budget()).lastIn(text, text.length());
        return at < 0 ? Tuple.of(marked(receiver, List.of("", "", text))) : around(receiver, text, separator, at);
    }

    private static Tuple around(Object receiver, String text, String separator, int at) {
        return Tuple.of(
                marked(receiver, List.of(text.substring(0, at), separator, text.substring(at + separator.length()))));
    }

    static Object lines(Rendering rendering, Object receiver, Arguments arguments) {
        boolean ends = arguments.to("splitlines", "keepends").truth("keepends", false);
        String text = rendering.text(receiver);
        rendering.budget().look(text.length());
        return marked(receiver, lines(text, ends, rendering.budget()));
    }

    static List<String> lines(String text, boolean ends, Budget budget) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            budget.step();
            int end = from;
            while (end < text.length() && !lineEnd(text.charAt(end))) {
                end++;
            }
            int next = text.startsWith("\r\n", end) ? end + 2 : Math.min(text.length(), end + 1);
            lines.add(text.substring(from, ends ? next : end));
            from = next;
        }
        return lines;
    }

    private static boolean lineEnd(char c) {
        return c >= '\n' && c <= '\r' || c >= 0x1c && c <= 0x1e || c == 0x85 || c == 0x2028 || c == 0x2029;
    }
}
