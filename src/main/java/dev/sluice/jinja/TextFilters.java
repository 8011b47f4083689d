package dev.sluice.jinja;

import static java.util.Map.entry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Filters that make texts of texts.
final class TextFilters {
    private static final Pattern TAG = Pattern.compile("<!--.*?-->|<[^>]*>", Pattern.DOTALL);

    static final Map<String, Filter> ALL = Map.ofEntries(
            entry("upper", Filter.bare(changed(Letters::upper))),
            entry("lower", Filter.bare(changed(Letters::lower))),
            entry("capitalize", Filter.bare(changed(Letters::capitalized))),
            entry("title", Filter.bare((rendering, value, arguments) -> title(rendering.text(value)))),
            entry("trim", TextFilters::trim),
            entry("replace", TextFilters::replace),
            entry(
                    "string",
                    Filter.bare(
                            (rendering, value, arguments) -> value instanceof Markup ? value : rendering.text(value))),
            entry("safe", Filter.bare((rendering, value, arguments) -> new Markup(rendering.text(value)))),
            entry("escape", Filter.bare(TextFilters::escape)),
            entry("e", Filter.bare(TextFilters::escape)),
            entry("forceescape", Filter.bare((rendering, value, arguments) -> Markup.escaped(rendering.text(value)))),
            entry("striptags", Filter.bare(TextFilters::stripTags)),
            entry("urlencode", Filter.bare(TextFilters::urlEncode)),
            entry("format", TextFilters::format),
            entry("tojson", TextFilters::json),
            entry("join", TextFilters::join));

    private TextFilters() {}

    private static Filter changed(UnaryOperator<String> change) {
        return (rendering, value, arguments) -> {
            String text = rendering.text(value);
            rendering.budget().characters(text.length());
            return Markup.like(value, change.apply(text));
        };
    }

    /// Words begin after white space, hyphens and opening brackets, not after each character that is no letter.
    private static String title(String text) {
        var title = new StringBuilder(text.length());
        boolean begins = true;
        var word = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            begins = c == '-' || Space.is(c) || "({[<".indexOf(c) >= 0;
            if (begins) {
                title.append(word(word)).append(c);
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        return title.append(word(word)).toString();
    }

    private static String word(StringBuilder word) {
        return word.isEmpty()
                ? ""
                : Letters.upper(word.substring(0, word.offsetByCodePoints(0, 1)))
                        + Letters.lower(word.substring(word.offsetByCodePoints(0, 1)));
    }

    private static Object trim(Rendering rendering, Object value, Arguments arguments) {
        String text = rendering.text(value);
        rendering.budget().look(text.length());
        return Markup.like(value, StringTrimming.strip(rendering, text, arguments));
    }

    private static Object replace(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("replace", "old", "new", "count");
        int count = given.none("count") ? -1 : given.whole("count", -1);
        return StringMethods.replaced(
                rendering,
                rendering.text(value),
                rendering.text(given.required("old")),
                rendering.text(given.required("new")),
                count);
    }

    private static Object escape(Rendering rendering, Object value, Arguments arguments) {
        return value instanceof Markup ? value : Markup.escaped(rendering.text(value));
    }

    private static Object stripTags(Rendering rendering, Object value, Arguments arguments) {
        String text = rendering.text(value);
        rendering.budget().look(text.length() * 4L);
        String bare = TAG.matcher(text).replaceAll("");
        return String.join(" ", List.of(Space.strip(bare).split("\\s+")))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static Object urlEncode(Rendering rendering, Object value, Arguments arguments) {
        if (Values.text(value) || !Values.iterable(value) || value instanceof Undefined) {
            return encoded(rendering.text(value), "/", rendering.budget());
        }
        var query = new Output(rendering.budget());
        String separator = "";
        Object pairs = value instanceof Map<?, ?> map ? ContainerMethods.pairs(rendering, Values.dict(map)) : value;
        for (Object pair : rendering.items(pairs)) {
            List<Object> both = rendering.items(pair);
            if (both.size() != 2) {
                throw new TemplateException("urlencode takes pairs");
            }
            query.append(separator)
                    .append(encoded(rendering.text(both.get(0)), "", rendering.budget())
                            .replace("%20", "+"))
                    .append("=")
                    .append(encoded(rendering.text(both.get(1)), "", rendering.budget())
                            .replace("%20", "+"));
            separator = "&";
        }
        return query.toString();
    }

    private static String encoded(String text, String safe, Budget budget) {
        budget.characters(text.length() * 3L);
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
        return safe.isEmpty() ? encoded : encoded.replace("%2F", "/");
    }

    private static Object format(Rendering rendering, Object value, Arguments arguments) {
        if (!arguments.positional().isEmpty() && !arguments.named().isEmpty()) {
            throw new TemplateException("can't handle positional and keyword arguments at the same time");
        }
        Object values = arguments.named().isEmpty()
                ? Tuple.of(arguments.positional())
                : Map.<Object, Object>copyOf(arguments.named());
        return rendering.operators().apply("%", value instanceof Markup ? value : rendering.text(value), values);
    }

    private static Object json(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("tojson", "ensure_ascii", "indent", "separators", "sort_keys");
        String indent = null;
        if (!given.none("indent")) {
            Object width = given.required("indent");
            indent = Values.text(width)
                    ? rendering.text(width)
                    : rendering.budget().repeated(" ", given.whole("indent", 0));
        }
        String item = indent == null ? ", " : ",";
        String key = ": ";
        if (!given.none("separators")) {
            List<Object> separators = rendering.items(given.required("separators"));
            if (separators.size() != 2) {
                throw new TemplateException("tojson() takes two separators");
            }
            item = Values.text("tojson", separators.get(0));
            key = Values.text("tojson", separators.get(1));
        }
        return new Json(
                        rendering,
                        given.truth("ensure_ascii", false),
                        indent,
                        item,
                        key,
                        given.truth("sort_keys", false))
                .text(value);
    }

    private static Object join(Rendering rendering, Object value, Arguments arguments) {
        Given given = arguments.to("join", "d", "attribute");
        String between = rendering.text(given.or("d", ""));
        Path path = Path.of(given.or("attribute", None.NONE), false);
        var made = new Output(rendering.budget());
        String separator = "";
        for (Object item : rendering.items(value)) {
            made.append(separator).append(rendering.text(path.value(rendering, item)));
            separator = between;
        }
        return made.toString();
    }
}
