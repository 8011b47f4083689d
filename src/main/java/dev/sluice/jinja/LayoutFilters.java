package dev.sluice.jinja;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/// Filters that lay text out in lines.
final class LayoutFilters {
    static final Map<String, Filter> ALL = Map.ofEntries(
            entry("indent", LayoutFilters::indent),
            entry("center", LayoutFilters::center),
            entry("truncate", LayoutFilters::truncate),
            entry("wordwrap", LayoutFilters::wrap),
            entry("wordcount", LayoutFilters::count));

    private LayoutFilters() {}

    private static Object indent(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("indent", "width", "first", "blank");
        String text = Values.text("indent", value);
        Object width = given.or("width", 4L);
        String indent =
                Values.text(width) ? rendering.text(width) : rendering.budget().repeated(" ", given.whole("width", 4));
        boolean blank = given.truth("blank", false);
        rendering.budget().look(text.length());
        var made = new Output(rendering.budget());
        boolean first = true;
        for (String line : StringSplitting.lines(text + "\n", false, rendering.budget())) {
            boolean indented = first ? given.truth("first", false) : blank || !line.isEmpty();
            made.append(first ? "" : "\n").append(indented ? indent : "").append(line);
            first = false;
        }
        return Markup.like(value, made.toString());
    }

    private static Object center(Rendering rendering, Object value, Arguments arguments) {
        int width = arguments.to("center", "width").whole("width", 80);
        return Markup.like(value, StringTrimming.padded(rendering.budget(), rendering.text(value), width, " ", '^'));
    }

    private static Object truncate(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("truncate", "length", "killwords", "end", "leeway");
        String text = Values.text("truncate", value);
        String end = given.text("end", "...");
        int length = given.whole("length", 255);
        int leeway = given.none("leeway") ? 5 : given.whole("leeway", 5);
        int room = length - Characters.count(end);
        if (room < 0 || leeway < 0) {
            throw new TemplateException("truncate takes a length of at least its end's, and no negative leeway");
        }
        rendering.budget().look(text.length());
        if (Characters.count(text) <= (long) length + leeway) {
            return value;
        }
        String cut = Characters.cut(text, 0, room);
        int word = given.truth("killwords", false) ? -1 : cut.lastIndexOf(' ');
        return (word < 0 ? cut : cut.substring(0, word)) + end;
    }

    private static Object wrap(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("wordwrap", "width", "break_long_words", "wrapstring", "break_on_hyphens");
        String text = Values.text("wordwrap", value);
        String newline = given.none("wrapstring") ? "\n" : given.text("wrapstring");
        var wrapping = new Wrapping(
                given.whole("width", 79),
                given.truth("break_long_words", true),
                given.truth("break_on_hyphens", true),
                rendering.budget());
        var made = new Output(rendering.budget());
        String separator = "";
        for (String paragraph : StringSplitting.lines(text, false, rendering.budget())) {
            List<String> lines = wrapping.lines(paragraph);
            made.append(separator).append(lines.isEmpty() ? "" : lines.get(0));
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                made.append(newline).append(line);
            }
            separator = newline;
        }
        return made.toString();
    }

    private static Object count(Rendering rendering, Object value, Arguments arguments) {
        String text = rendering.text(value);
        rendering.budget().look(text.length());
        long words = 0;
        boolean inside = false;
        for (int at = 0; at < text.length(); at++) {
            boolean word = Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_';
            words += word && !inside ? 1 : 0;
            inside = word;
        }
        return words;
    }
}
