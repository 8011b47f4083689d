package dev.sluice.jinja;

import static java.util.Map.entry;

import java.util.Iterator;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// What can be called on strings. Of marked text the result is marked.
final class StringMethods {
    static final Map<String, Method<Object>> ALL = Map.ofEntries(
            entry("strip", changed(StringTrimming::strip)),
            entry("lstrip", changed(StringTrimming::stripStart)),
            entry("rstrip", changed(StringTrimming::stripEnd)),
            entry("removeprefix", changed(StringTrimming::removePrefix)),
            entry("removesuffix", changed(StringTrimming::removeSuffix)),
            entry("upper", Method.bare(changed((rendering, text, arguments) -> Letters.upper(text)))),
            entry("lower", Method.bare(changed((rendering, text, arguments) -> Letters.lower(text)))),
            entry("casefold", Method.bare(changed((rendering, text, arguments) -> Letters.lower(Letters.upper(text))))),
            entry("swapcase", Method.bare(changed((rendering, text, arguments) -> Letters.swapped(text)))),
            entry("title", Method.bare(changed((rendering, text, arguments) -> Letters.title(text)))),
            entry("capitalize", Method.bare(changed((rendering, text, arguments) -> Letters.capitalized(text)))),
            entry("replace", changed(StringMethods::replace)),
            entry(
                    "center",
                    changed((rendering, text, arguments) -> StringTrimming.padded(rendering, text, arguments, '^'))),
            entry(
                    "ljust",
                    changed((rendering, text, arguments) -> StringTrimming.padded(rendering, text, arguments, '<'))),
            entry(
                    "rjust",
                    changed((rendering, text, arguments) -> StringTrimming.padded(rendering, text, arguments, '>'))),
            entry("zfill", changed(StringTrimming::zeroes)),
            entry("join", changed(StringMethods::join)),
            entry("format", changed((rendering, text, arguments) -> new BraceFormat(rendering).apply(text, arguments))),
            entry("split", StringSplitting::split),
            entry("rsplit", StringSplitting::splitFromEnd),
            entry("splitlines", StringSplitting::lines),
            entry("partition", StringSplitting::partition),
            entry("rpartition", StringSplitting::partitionFromEnd),
            entry("startswith", told(StringMethods::startsWith)),
            entry("endswith", told(StringMethods::endsWith)),
            entry("find", told((rendering, text, arguments) -> found("find", rendering, text, arguments))),
            entry("rfind", told((rendering, text, arguments) -> found("rfind", rendering, text, arguments))),
            entry("index", told((rendering, text, arguments) -> index("find", rendering, text, arguments))),
            entry("rindex", told((rendering, text, arguments) -> index("rfind", rendering, text, arguments))),
            entry("count", told(StringMethods::count)),
            entry("isdigit", Method.bare(each(Character::isDigit))),
            entry("isdecimal", Method.bare(each(Character::isDigit))),
            entry("isnumeric", Method.bare(each(Character::isDigit))),
            entry("isalpha", Method.bare(each(Character::isLetter))),
            entry("isalnum", Method.bare(each(Character::isLetterOrDigit))),
            entry("isspace", Method.bare(each(Space::is))),
            entry("isupper", Method.bare(told((rendering, text, arguments) -> Letters.isUpper(text)))),
            entry("islower", Method.bare(told((rendering, text, arguments) -> Letters.isLower(text)))),
            entry(
                    "isascii",
                    Method.bare(
                            told((rendering, text, arguments) -> text.chars().allMatch(c -> c < 128)))));

    private StringMethods() {}

    /// A method whose result is text again.
    private static Method<Object> changed(Changing method) {
        return (rendering, receiver, arguments) -> {
            String text = rendering.text(receiver);
            rendering.budget().look(text.length());
            return Markup.like(receiver, method.call(rendering, text, arguments));
        };
    }

    interface Changing {
        String call(Rendering rendering, String text, Arguments arguments);
    }

    private static Method<Object> told(Method<String> method) {
        return (rendering, receiver, arguments) -> {
            String text = rendering.text(receiver);
            rendering.budget().look(text.length());
            return method.call(rendering, text, arguments);
        };
    }

    private static Method<Object> each(IntPredicate test) {
        return told((rendering, text, arguments) ->
                !text.isEmpty() && text.codePoints().allMatch(test));
    }

    static String replace(Rendering rendering, String text, Arguments arguments) {
        Given given = arguments.to("replace", "old", "new", "count");
        return replaced(rendering, text, given.text("old"), given.text("new"), given.whole("count", -1));
    }

    static String replaced(Rendering rendering, String text, String old, String fresh, int count) {
        int limit = count < 0 ? Integer.MAX_VALUE : count;
        var made = new Output(rendering.budget());
        int from = 0;
        if (old.isEmpty()) {
            Iterator<Object> characters =
                    Characters.of(text, rendering.budget()).iterator();
            for (int done = 0; done < limit; done++) {
                made.append(fresh);
                if (!characters.hasNext()) {
                    break;
                }
                made.append(characters.next().toString());
            }
            characters.forEachRemaining(character -> made.append(character.toString()));
            return made.toString();
        }
        var needle = new Needle(old, rendering.budget());
        for (int done = 0; done < limit; done++) {
            int at = needle.in(text, from);
            if (at < 0) {
                break;
            }
            made.append(text.substring(from, at)).append(fresh);
            from = at + old.length();
        }
        return made.append(text.substring(from)).toString();
    }

    private static String join(Rendering rendering, String text, Arguments arguments) {
        var made = new Output(rendering.budget());
        String separator = "";
        for (Object item : rendering.items(arguments.to("join", "iterable").required("iterable"))) {
            made.append(separator).append(Values.text("join", item));
            separator = text;
        }
        return made.toString();
    }

    private static Object startsWith(Rendering rendering, String text, Arguments arguments) {
        Given given = arguments.to("startswith", "prefix", "start", "end");
        String part = part(text, given);
        return any(given.required("prefix"), prefix -> part.startsWith(Values.text("startswith", prefix)));
    }

    private static Object endsWith(Rendering rendering, String text, Arguments arguments) {
        Given given = arguments.to("endswith", "suffix", "start", "end");
        String part = part(text, given);
        return any(given.required("suffix"), suffix -> part.endsWith(Values.text("endswith", suffix)));
    }

    private static boolean any(Object oneOrTuple, Predicate<Object> test) {
        return oneOrTuple instanceof Tuple several ? several.stream().anyMatch(test) : test.test(oneOrTuple);
    }

    /// The part of the text that `start` and `end` leave.
    private static String part(String text, Given given) {
        if (given.none("start") && given.none("end")) {
            return text;
        }
        int size = Characters.count(text);
        int start = bound(given, "start", 0, size);
        return Characters.cut(text, start, Math.max(start, bound(given, "end", size, size)));
    }

    private static int bound(Given given, String name, int otherwise, int size) {
        int at = given.none(name) ? otherwise : given.whole(name, otherwise);
        return Math.max(0, Math.min(size, at < 0 ? at + size : at));
    }

    private static Object found(String how, Rendering rendering, String text, Arguments arguments) {
        Given given = arguments.to(how, "sub", "start", "end");
        String part = part(text, given);
        var needle = new Needle(given.text("sub"), rendering.budget());
        int at = how.equals("find") ? needle.in(part, 0) : needle.lastIn(part, part.length());
        return at < 0 ? -1L : part.codePointCount(0, at) + (long) bound(given, "start", 0, Characters.count(text));
    }

    private static Object index(String how, Rendering rendering, String text, Arguments arguments) {
        Object at = found(how, rendering, text, arguments);
        if (at.equals(-1L)) {
            throw new TemplateException("substring not found");
        }
        return at;
    }

    private static Object count(Rendering rendering, String text, Arguments arguments) {
        Given given = arguments.to("count", "sub", "start", "end");
        String part = part(text, given);
        String sub = given.text("sub");
        return sub.isEmpty() ? Characters.count(part) + 1L : (long) new Needle(sub, rendering.budget()).countIn(part);
    }
}
